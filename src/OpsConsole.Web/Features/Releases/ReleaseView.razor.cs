using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Releases;

/// <summary>One release request: what is asked, on which evidence, who has decided and who is missing, and the bar to decide with.</summary>
public sealed partial class ReleaseView(
    GetRelease get, GetPromptVersion getVersion, GetArmHours getArms, ListAuditEvents getHistory, DecideOnRelease decide, CommentOnRelease comment, IDialogService dialogs, ReleaseDoings doings)
{
    private View? _view;
    private string _comment = "";

    /// <summary>What the page shows at one moment.</summary>
    private sealed record View(
        GetRelease.Details Details, GetPromptVersion.Details New, GetPromptVersion.Details? Old, IReadOnlyList<GetArmHours.Arm> Arms, IReadOnlyList<AuditRow> History, string Me);

    internal static IReadOnlyList<Crumb> Parents { get; } = [new("Reviews", "/reviews")];

    [Parameter, EditorRequired]
    public int ReleaseId { get; set; }

    [SupplyParameterFromQuery(Name = "diff")]
    private string? Diff { get; set; }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        RefreshOn(ChangeFeed.Release(ReleaseId), LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(15), LoadAsync);
    }

    /// <summary>A failed refresh keeps what is on the screen, and the fault says that it is old.</summary>
    private async Task LoadAsync()
    {
        var kept = Fault;
        _view = await GetAsync("Reading the release", ReadAsync) ?? _view;
        Fault ??= kept;
    }

    private async Task<Result<View>> ReadAsync(Actor actor)
    {
        var found = await get.HandleAsync(ReleaseId, actor, Ended);
        if (!found.IsOk)
            return found.Error;
        var details = found.Value;

        // What it was decided against stays what it is compared with, whatever is live later.
        var before = details.Release.LiveNumber ?? (details.LiveNumber == details.VersionNumber ? null : details.LiveNumber);
        var version = await getVersion.HandleAsync(details.PromptKey, details.VersionNumber, actor, Ended);
        var old = before is { } number ? await getVersion.HandleAsync(details.PromptKey, number, actor, Ended) : default(Result<GetPromptVersion.Details>?);
        var arms = await getArms.HandleAsync(new(details.PromptKey, ReleaseLooks.Arms(details), 7 * 24), actor, Ended);
        var history = await getHistory.HandleAsync(new() { Action = "release", Object = details.Key, Limit = 100 }, actor, Ended);
        if ((version.Error ?? arms.Error ?? history.Error) is { } fault)
            return fault;
        return new View(details, version.Value, old is { IsOk: true } ? old.Value.Value : null, arms.Value, history.Value.Items, actor.Id);
    }

    private async Task DecideAsync((DecisionKind Kind, Role? Role) decision)
    {
        var details = _view!.Details;
        var command = new DecideOnRelease.Command(ReleaseId, decision.Kind, decision.Role, details.Release.ContentHash, _comment);
        if (await RunAsync("Deciding", actor => decide.HandleAsync(command, actor, CancellationToken.None)))
        {
            _comment = "";
            await LoadAsync();
        }
    }

    private async Task CommentAsync(string text)
    {
        if (await RunAsync("Commenting", actor => comment.HandleAsync(ReleaseId, text, actor, CancellationToken.None)))
            await LoadAsync();
    }

    private async Task ActAsync((ReleaseVerb Verb, int? Percent) act)
    {
        var details = _view!.Details;
        if (await doings.AskAsync(dialogs, details, act.Verb) is not { } asked)
            return;
        if (await RunAsync(ReleaseDoings.Words(act.Verb), actor => doings.DoAsync(details, act.Verb, act.Percent, asked.Reason, actor)))
            await LoadAsync();
    }

    private string? RequestExceptionHref(Evidence evidence, RuleResult rule)
    {
        var details = _view!.Details;
        return details.Release.IsOpen
            ? Navigation.GetUriWithQueryParameters("/exceptions/new", new Dictionary<string, object?>
            {
                ["release"] = details.Key,
                ["prompt"] = details.PromptKey,
                ["version"] = details.VersionNumber,
                ["kind"] = evidence.Kind.ToString(),
                ["rule"] = rule.Words,
            })
            : null;
    }

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));
}
