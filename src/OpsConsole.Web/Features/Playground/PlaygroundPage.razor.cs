using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Playground;

/// <summary>One question to several models, their answers side by side as they come.</summary>
public sealed partial class PlaygroundPage(
    RunTrial run, VoteOnTrial vote, GetTrial getTrial, ListTrials trials, GetModelRanking rank, ListModels models, ListPrompts prompts, GetPromptVersion getVersion,
    AnswerSaving saving, TimeProvider clock)
{
    /// <summary>Ten times a second reads as a stream; every word would only keep the line busy.</summary>
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly PlaygroundInput _input = new();
    private IReadOnlyList<ListModels.Item>? _offered;
    private IReadOnlyList<ListPrompts.Item> _prompts = [];
    private GetTrial.Trial? _trial;
    private ListTrials.Slice? _history;
    private GetModelRanking.Ranking? _ranking;
    private TrialBoard? _board;
    private IReadOnlyList<string> _asked = [];
    private bool _blind;
    private Throttle? _redraw;
    private Actor? _reader;
    private string? _shown;

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "v")]
    private string? VersionText { get; set; }

    private int? Version => QueryNumber.Whole(VersionText);

    [SupplyParameterFromQuery(Name = "trial")]
    private string? Trial { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? BeforeText { get; set; }

    private int? Before => QueryNumber.Whole(BeforeText);

    private int Chosen => _input.Models.Count(model => model.Length > 0);

    private string Title => _board is not null ? $"{Chosen} {(Chosen == 1 ? "model answers" : "models answer")}" : _trial is { } trial ? TitleOf(trial) : "Ask models side by side";

    private string? Off => Chosen == 0 ? "choose a model" : _input.Draft.Messages.TrueForAll(message => string.IsNullOrWhiteSpace(message.Content)) ? "write a message" : null;

    private string BoundWords
    {
        get
        {
            if (_offered is null || Chosen == 0)
                return "";
            var (most, unpriced) = _input.Bound(_offered);
            var words = most > Money.Zero ? $"At most {Figures.Dollars(most.Dollars)} est." : unpriced == 0 ? "Costs nothing" : "";
            return unpriced == 0 ? words : $"{words}{(words.Length > 0 ? "; " : "")}{unpriced} without a price";
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_offered is null)
            await StartAsync();

        // First what always can be read: the fault of what was asked for would otherwise be cleared by the next success.
        await LoadAsync();
        var wanted = $"{Prompt} {Version} {Trial}";
        if (wanted != _shown)
        {
            _shown = wanted;
            await ShowAsync();
        }
    }

    protected override ValueTask EndAsync()
    {
        // Nobody reads on: the calls end, and what they said so far is stored.
        _board?.StopAll();
        _redraw?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartAsync()
    {
        _redraw = new Throttle(clock, Redraw, () => InvokeAsync(StateHasChanged));
        var offered = await GetAsync("Listing the models", actor => models.HandleAsync(ModelKind.Chat, _reader = actor, Ended));
        _prompts = (await GetAsync("Listing the prompts", actor => prompts.HandleAsync(new(Limit: OpsConsole.Core.Common.Page.MaxLimit), actor, Ended)))?.Items.Where(prompt => prompt.LatestVersion > 0).ToList() ?? [];
        _offered = offered ?? [];
        _input.Models.AddRange(_offered.Where(model => model.HasKey).Take(2).Select(model => model.Key).DefaultIfEmpty(""));
    }

    private async Task ShowAsync()
    {
        _trial = Trial is not null && TrialKey.Parse(Trial) is { } id ? await GetAsync("Reading the trial", actor => getTrial.HandleAsync(id, actor, Ended)) : null;
        if (_trial is { } trial)
        {
            // Right after asking, what stands in the form is what was asked: a blind trial would otherwise lose its models.
            if (_asked.Count == 0)
                _input.Take(trial, await DeclaredAsync(trial));
        }
        else if (Prompt is { } key && await GetAsync("Reading the version", actor => getVersion.HandleAsync(key, Version, actor, Ended)) is { } version)
        {
            _input.Take(version);
        }

        // The lanes that still stream are named by what they were asked as.
        if (_board is null)
            _asked = [];
    }

    private async Task<IReadOnlyList<PromptVariable>> DeclaredAsync(GetTrial.Trial trial) => trial.PromptKey is not { } key ? []
        : (await GetAsync("Reading the version", actor => getVersion.HandleAsync(key, trial.PromptNumber, actor, Ended)))?.Content.Variables ?? [];

    private async Task LoadAsync()
    {
        _history = await GetAsync("Reading your trials", actor => trials.HandleAsync(new(Before, 10), actor, Ended)) ?? _history;
        _ranking = await GetAsync("Reading the votes", actor => rank.HandleAsync(new(), actor, Ended)) ?? _ranking;
    }

    private async Task TryAsync()
    {
        var faults = new List<ErrorDetail>();
        var request = _input.ToRequest(faults);
        if (faults.Count > 0)
        {
            Fault = Fault.Of(Error.Invalid("playground.invalid", $"{faults[0].Where}: {faults[0].Reason}", faults));
            return;
        }

        _blind = request.Blind;
        _asked = [.. request.Models.Select(model => $"{model.ProviderKey}/{model.ModelKey}")];
        using var board = new TrialBoard(request.Models.Count, clock, () => _redraw?.Signal());
        (_board, _trial) = (board, null);
        int? id = null;
        await RunAsync("Asking the models", async actor =>
        {
            var asked = await run.HandleAsync(request, board, actor, CancellationToken.None);
            id = asked.IsOk ? asked.Value : null;
            return asked.IsOk ? Result.Ok : asked.Error;
        });
        _board = null;
        if (id is null)
            _asked = [];
        if (id is not null && !Ended.IsCancellationRequested)
            Navigation.NavigateTo($"/playground?trial={id}", replace: true);
    }

    private async Task VoteAsync(int? best)
    {
        if (_trial is not { } trial || !await RunAsync("Voting", actor => vote.HandleAsync(trial.Id, best, actor, CancellationToken.None)))
            return;
        _trial = await GetAsync("Reading the trial", actor => getTrial.HandleAsync(trial.Id, actor, Ended)) ?? _trial;
        await LoadAsync();
    }

    // Of what was asked, not of what the form says by now.
    private async Task SaveDraftAsync(GetTrial.Identity who)
    {
        var asked = new PlaygroundInput();
        asked.Take(_trial!, await DeclaredAsync(_trial!));
        await SaveAsync("Saving the draft", actor => saving.AsDraftAsync(_trial!, who, asked, _prompts, actor));
    }

    private Task SaveCaseAsync(GetTrial.Answer answer) => SaveAsync("Saving the case", actor => saving.AsCaseAsync(_trial!, answer, actor));

    private async Task SaveAsync(string what, Func<Actor, Task<Result<AnswerSaving.Saved>>> save)
    {
        if (await GetAsync(what, save) is { Href: { } href })
            Navigation.NavigateTo(href);
    }

    private void StartFrom(ChangeEventArgs change) =>
        Navigation.NavigateTo(change.Value is string { Length: > 0 } key ? $"/playground?prompt={Uri.EscapeDataString(key)}" : "/playground");

    private bool IsOpen(GetTrial.Trial trial) => trial.Blind && _reader is { } reader && trial.IsOpenTo(reader);

    /// <summary>Null hides it: in a blind trial the lanes are not even in the order of the form.</summary>
    private string? NameOf(int position) => _blind ? null : _offered?.FirstOrDefault(model => model.Key == _asked[position])?.Name ?? _asked[position];

    private bool IsBaseline(int position) => !_blind && _asked[position].StartsWith("builtin/", StringComparison.Ordinal);

    private static string TitleOf(GetTrial.Trial trial) => trial switch
    {
        { Named: false } => $"{trial.Answers.Count} answers without a name",
        { BestPosition: { } best } => $"{trial.Answers[best].Who?.Name} answered best",
        { Blind: true } => "No answer was better than the others",
        _ => $"{trial.Answers.Count} {(trial.Answers.Count == 1 ? "answer" : "answers")}",
    };

    private static string Summary(GetTrial.Trial trial) =>
        !trial.Named ? "names hidden" : $"spent {Figures.Dollars(trial.Answers.Sum(answer => answer.Who?.Cost?.Dollars ?? 0))}{(trial.Answers.Any(answer => answer.Who?.Cost is null) ? ", and answers without a price" : "")}, asked by {trial.ByName}";
}
