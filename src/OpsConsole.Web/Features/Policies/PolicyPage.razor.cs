using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Policies;

/// <summary>The approval policy: what holds, what is proposed instead, and who changed it when.</summary>
public sealed partial class PolicyPage(GetPolicy get, ProposePolicy propose, DecidePolicy decide, IDialogService dialogs)
{
    private GetPolicy.View? _view;
    private PolicyInput? _input;
    private string _reason = "";
    private string _readerId = "";

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    private bool Editing => Edit is "1" or "true" or "True";

    private string Title => (_view, Editing) switch
    {
        (_, true) => "Propose a change of the approval policy",
        ({ Proposal: not null } view, _) => $"Approval policy: {PolicyWords.KeyOf(view.Number)} in force, a proposal waits",
        ({ } view, _) => $"Approval policy: {PolicyWords.KeyOf(view.Number)} in force",
        _ => "Approval policy",
    };

    protected override void OnInitialized() => RefreshOn(ChangeFeed.Releases, LoadAsync);

    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        _input = Editing && _view is not null ? _input ?? new PolicyInput(_view.Table) : null;
    }

    private async Task LoadAsync()
    {
        // What is being edited keeps the edition it started from: the use case says if another is in force by then.
        if (_input is not null && Editing)
            return;

        _view = await GetAsync("Reading the policy", actor =>
        {
            _readerId = actor.Id;
            return get.HandleAsync(actor, Ended);
        }) ?? _view;
    }

    private async Task ProposeAsync()
    {
        var proposed = await RunAsync("Proposing the policy", async actor =>
        {
            var table = _input!.ToTable();
            if (!table.IsOk)
                return table.Error;
            var number = await propose.HandleAsync(new(_view!.Number, table.Value, _reason), actor, CancellationToken.None);
            return number.IsOk ? Result.Ok : number.Error;
        });
        if (!proposed)
            return;

        (_input, _reason) = (null, "");
        Navigation.NavigateTo("/settings/policy");
    }

    private async Task ApproveAsync(GetPolicy.Proposal proposal)
    {
        var consequence = $"It replaces {PolicyWords.KeyOf(_view!.Number)} at once: {DifferenceWords(proposal.Differences)}. What is tighter counts for requests under way too. You are recorded as the second person.";
        if (await dialogs.ConfirmAsync($"Approve {PolicyWords.KeyOf(proposal.Number)}", consequence, "Approve policy"))
            await DecideAsync(new(proposal.Number, Approve: true));
    }

    private async Task RejectAsync(GetPolicy.Proposal proposal)
    {
        if (await dialogs.AskReasonAsync($"Reject {PolicyWords.KeyOf(proposal.Number)}", $"{PolicyWords.KeyOf(_view!.Number)} stays in force.", "Reject proposal") is { } comment)
            await DecideAsync(new(proposal.Number, Approve: false, comment));
    }

    private async Task DecideAsync(DecidePolicy.Command command)
    {
        if (await RunAsync("Deciding on the policy", actor => decide.HandleAsync(command, actor, CancellationToken.None)))
            await LoadAsync();
    }

    private static string DifferenceWords(IReadOnlyList<PolicyDifference> differences)
    {
        (int Count, string Word)[] counts =
        [
            (differences.Count(difference => difference.Effect == PolicyEffect.Tighter), "tighter"),
            (differences.Count(difference => difference.Effect == PolicyEffect.Looser), "looser"),
            (differences.Count(difference => difference.Effect == PolicyEffect.Both), "tighter and looser"),
        ];
        return string.Join(", ", counts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}"));
    }

    private static StateLook Look(PolicyState state) => state switch
    {
        PolicyState.Proposed => new("Proposed", Tone.Warn, Shape.Clock),
        PolicyState.Active => new("In force", Tone.Pass, Shape.Check),
        PolicyState.Superseded => new("Superseded", Tone.Neutral, Shape.Square),
        PolicyState.Rejected => new("Rejected", Tone.Fail, Shape.Cross),
    };
}
