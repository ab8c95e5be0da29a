using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Features.Systems;

/// <summary>Why a system has its tier, what lowers it until when, and the request and decision for that.</summary>
public sealed partial class TierSection(RequestTierLowering request, DecideTierLowering decide, WithdrawTierLowering withdraw, IDialogService dialogs, TimeProvider clock)
{
    private sealed record FactorRow(string Label, string Word, int Level);

    [Parameter, EditorRequired]
    public GetSystem.Dossier System { get; set; } = default!;

    [Parameter, EditorRequired]
    public GetSystemTier.Record Tier { get; set; } = default!;

    /// <summary>Whoever asked sees why the decision is off. It decides only what is shown: each action asks anew who acts.</summary>
    [Parameter, EditorRequired]
    public Actor Reader { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    private TimeProvider Clock => clock;

    private string Sentence => Tier.Tier.Lowering is { } lowering
        ? $"T{lowering.ToLevel} for now; the factors say {Tier.Tier.Computed.Name}: {Tier.Tier.Computed.Reason}"
        : $"{Tier.Tier.Computed.Name}, because of: {Tier.Tier.Computed.Reason}";

    private IReadOnlyList<FactorRow> Factors
    {
        get
        {
            var facts = System.Facts;
            (string Label, string Word)[] stated =
            [
                ("Readers", SystemWords.Word(facts.Audience)),
                ("Data", $"{SystemWords.Word(facts.Data)}{(facts.DataClasses.Length > 0 ? $": {facts.DataClasses}" : null)}"),
                ("Autonomy", SystemWords.Word(facts.Autonomy)),
                ("Effect", SystemWords.Word(facts.Effect)),
                ("Regulation", SystemWords.Word(facts.Regulatory)),
            ];
            return [.. stated.Zip(Tier.Factors, (row, score) => new FactorRow(row.Label, row.Word, score.Level))];
        }
    }

    private string? OffFor(TierLowering open) => Busy ? "saving" : open.RequestedById == Reader.Id ? "you asked for it" : null;

    private string? OffToWithdraw => Busy ? "saving"
        : Reader.Can(Permission.SystemsWrite) || Reader.Can(Permission.RiskDecide) ? null
        : $"only for {RolePermissions.Holders(Permission.SystemsWrite).Union(RolePermissions.Holders(Permission.RiskDecide)).Words()}";

    private async Task AskAsync()
    {
        var parameters = new DialogParameters<LowerTierDialog> { { dialog => dialog.Name, System.Facts.Name }, { dialog => dialog.Computed, Tier.Tier.Computed.Level } };
        if (await dialogs.AskAsync<LowerTierDialog, LowerTierDialog.Asked>("Request a lower tier", parameters) is { } asked)
        {
            await DoAsync("Requesting a lower tier", async actor =>
            {
                var requested = await request.HandleAsync(new(System.Key, asked.ToLevel, asked.Days, asked.Reason), actor, CancellationToken.None);
                return requested.IsOk ? Result.Ok : requested.Error;
            });
        }
    }

    private async Task ApproveAsync(TierLowering open)
    {
        var consequence = $"Until it ends, releases of {System.Facts.Name} need what T{open.ToLevel} asks for, not what T{open.FromLevel} does, and its factors may be restated down to T{open.ToLevel}. You are recorded as the second person.";
        if (await dialogs.ConfirmAsync($"Approve T{open.ToLevel} for {System.Facts.Name}", consequence, $"Approve T{open.ToLevel}"))
            await DoAsync("Approving the lower tier", actor => decide.HandleAsync(new(open.Id, Approve: true), actor, CancellationToken.None));
    }

    private async Task RejectAsync(TierLowering open)
    {
        if (await dialogs.AskReasonAsync($"Reject T{open.ToLevel} for {System.Facts.Name}", $"It stays T{open.FromLevel}. {open.RequestedByName} is told why.", "Reject") is { } comment)
            await DoAsync("Rejecting the lower tier", actor => decide.HandleAsync(new(open.Id, Approve: false, comment), actor, CancellationToken.None));
    }

    private async Task WithdrawAsync(TierLowering lowering)
    {
        var (title, consequence, act) = lowering.State == TierLoweringState.Requested
            ? ("Withdraw the request", "Nobody needs to decide on it any more.", "Withdraw request")
            : ($"End the lowering of {System.Facts.Name}", $"What its factors say, {Tier.Tier.Computed.Name}, holds again at once, for releases under way as well.", "End the lowering");
        if (await dialogs.AskReasonAsync(title, consequence, act) is { } reason)
            await DoAsync("Withdrawing the lower tier", actor => withdraw.HandleAsync(new(lowering.Id, reason), actor, CancellationToken.None));
    }

    private async Task DoAsync(string what, Func<Actor, Task<Result>> action)
    {
        if (await RunAsync(what, action))
            await OnChanged.InvokeAsync();
    }
}
