using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Layout;
using Words = OpsConsole.Core.Features.Prompts.PromptWords;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>One prompt: a version to read or a draft to write. Which one, which of its parts, and what it is compared with stands in the address.</summary>
public sealed partial class PromptPage(GetPrompt getPrompt, GetPromptVersion getVersion, CheckPromptContent check, StartDraft start)
{
    private GetPrompt.Details? _prompt;
    private GetPromptVersion.Details? _version;
    private GetPromptVersion.Details? _against;
    private PromptPreview? _preview;
    private LiveVersion? _live;
    private string? _flaw;
    private bool _mayWrite;
    private readonly HashSet<string> _followed = [];

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private string? NumberText { get; set; }

    private int? Number => QueryNumber.Whole(NumberText);

    [SupplyParameterFromQuery(Name = "tab")]
    private string? TabName { get; set; }

    /// <summary>The version to compare with; without one it is the live version, or the one before.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    private string? AgainstNumberText { get; set; }

    private int? AgainstNumber => QueryNumber.Whole(AgainstNumberText);

    /// <summary>Where the history goes on.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    private bool Editing => Edit is not null && _mayWrite && _version?.State == VersionState.Draft;

    private PromptTab Tab => Enum.TryParse<PromptTab>(TabName, ignoreCase: true, out var tab) && Enum.IsDefined(tab) && (tab != PromptTab.Diff || _against is not null) ? tab : PromptTab.Messages;

    private string? SubmitOff => _version switch
    {
        { State: VersionState.Draft } => _flaw,
        { } version => $"v{version.Number} is {Words.Of(version.State)}; only a draft is submitted",
        null => null,
    };

    private IReadOnlyList<Crumb> Parents =>
    [
        new("Prompts", "/prompts"),
        .. PromptKeys.Folders(Key).Select(folder => new Crumb(folder.Name, $"/prompts?folder={Uri.EscapeDataString(folder.Path)}")),
        .. _version is null ? Array.Empty<Crumb>() : [new Crumb(PromptKeys.Leaf(Key), $"/prompts/{Key}")],
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_prompt?.Key != Key)
            (_prompt, _version, _against, _live) = (null, null, null, null);
        if (_followed.Add(Key))
            RefreshOn(ChangeFeed.Prompt(Key), ReadAsync);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var prompt = await GetAsync("Reading the prompt", actor =>
        {
            _mayWrite = actor.Can(Permission.PromptsWrite);
            return getPrompt.HandleAsync(Key, actor, Ended);
        });
        if (prompt is null or { LatestVersion: 0 })
        {
            _prompt = prompt;
            return;
        }

        var version = await VersionAsync(Number);
        if (version is null)
        {
            _prompt = prompt;
            return;
        }

        var compared = AgainstNumber ?? (prompt.LiveVersion != version.Number ? prompt.LiveVersion : null) ?? (version.Number > 1 ? version.Number - 1 : null);
        var against = compared is { } other && other != version.Number ? await VersionAsync(other) : null;
        var preview = await CheckAsync(version);
        _live = await LiveAsync(prompt, version, against);
        if (_version?.Id != version.Id || Edit is null)
            _flaw = PromptProblem.Words(preview.Errors) ?? (string.IsNullOrWhiteSpace(version.ChangeNote) ? "a change note is missing" : null);
        (_prompt, _version, _against, _preview) = (prompt, version, against, preview);
    }

    private async Task<LiveVersion?> LiveAsync(GetPrompt.Details prompt, GetPromptVersion.Details version, GetPromptVersion.Details? against)
    {
        if (prompt.LiveVersion is not { } number || number == version.Number)
            return null;
        if (_live?.Number == number)
            return _live;
        var live = against?.Number == number ? against : await VersionAsync(number);
        return live is null ? null : new LiveVersion(number, (await CheckAsync(live)).InputTokens);
    }

    private Task<GetPromptVersion.Details?> VersionAsync(int? number) =>
        GetAsync("Reading the version", actor => getVersion.HandleAsync(Key, number, actor, Ended));

    private async Task<PromptPreview> CheckAsync(GetPromptVersion.Details version) =>
        await GetAsync("Rendering the version", actor => check.HandleAsync(Key, version.Content, actor, Ended)) ?? PromptPreview.Of(version.Content);

    private void Flawed(string? flaw) => _flaw = flaw;

    private async Task StartAsync()
    {
        var number = 0;
        if (await RunAsync("Starting the draft", async actor =>
        {
            var started = await start.HandleAsync(new(Key, _version?.Number), actor, CancellationToken.None);
            number = started.IsOk ? started.Value : 0;
            return started.Error is { } error ? error : Result.Ok;
        }))
            Navigation.NavigateTo($"/prompts/{Key}?v={number}&edit=1");
    }

    private string HrefOf(int number) => Here(("v", Text(number)), ("against", null), ("edit", null), ("after", null));

    private string HrefOf(PromptTab tab) => Here(("tab", tab == PromptTab.Messages ? null : tab.ToString().ToLowerInvariant()), ("after", null));

    private string CompareHref(int from, int to) => Here(("tab", "diff"), ("against", Text(from)), ("v", Text(to)), ("edit", null), ("after", null));

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
