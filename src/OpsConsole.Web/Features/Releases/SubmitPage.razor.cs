using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Asks that a protected label be moved to a version, and shows before that what the request will be bound to.</summary>
public sealed partial class SubmitPage(PreviewSubmission preview, SubmitForReview submit)
{
    private PreviewSubmission.Preview? _preview;
    private string _label = PromptLabel.Production;
    private string _note = "";

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    private string? VersionText { get; set; }

    private int? Version => QueryNumber.Whole(VersionText);

    private string Title => _preview is { } shown ? $"Submit {shown.PromptKey} v{shown.Number} for review" : "Submit for review";

    private IReadOnlyList<Choice<string>> LabelChoices => [.. _preview!.ProtectedLabels.Select(label => new Choice<string>(label, label))];

    private string? Off => Busy ? "submitting" : _preview?.Blockers switch
    {
        [var only] => only.Message,
        [var first, ..] stops => $"{first.Message} And {stops.Count - 1} more.",
        _ => null,
    };

    private string NoteHint => _preview is { ChangeNote: { Length: > 0 } own }
        ? $"What this changes for users, and why it should be released. The version's own note: {own}"
        : "What this changes for users, and why it should be released.";

    private string EvidenceNote => _preview is { } shown ? $"{shown.Evidence.Count} of {shown.Policy.Evidence.Count} gates" : "";

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshOn(ChangeFeed.Labels, LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_preview?.PromptKey != Prompt || _preview?.Number != Version)
            _preview = null;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (!string.IsNullOrWhiteSpace(Prompt) && Version is { } version)
            _preview = await GetAsync("Reading what it would be bound to", actor => preview.HandleAsync(new(Prompt, version, _label), actor, Ended)) ?? _preview;
    }

    private Task ChooseAsync(string label)
    {
        _label = label;
        return LoadAsync();
    }

    private async Task SubmitAsync()
    {
        if (Off is not null)
            return;
        var key = await GetAsync("Submitting for review", actor => submit.HandleAsync(new(Prompt!, Version!.Value, _label, _note), actor, CancellationToken.None));
        if (key is not null)
            Navigation.NavigateTo($"/reviews/{key}");
    }

    private string? RequestHref(Evidence evidence, RuleResult rule) =>
        $"/exceptions/new?prompt={Uri.EscapeDataString(_preview!.PromptKey)}&version={_preview.Number}&kind={evidence.Kind}&rule={Uri.EscapeDataString(rule.Words)}";

    private static string LiveWords(PreviewSubmission.Preview preview) => preview.Live switch
    {
        null => $"Nothing is live under {preview.Label}",
        { CanaryNumber: { } canary, CanaryPercent: { } percent } live => $"{preview.Label}: v{live.Number}, canary v{canary} on {percent} %",
        { } live => $"{preview.Label}: v{live.Number}",
    };

    private static string Hours(int hours) => hours % 24 == 0 && hours > 72 ? $"{hours / 24} days" : $"{hours} h";
}
