using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Home;

/// <summary>The first screen: what waits for the reader, what runs, what came out, what to do next. Its title is the answer in one sentence.</summary>
public sealed partial class HomePage(
    GetInbox inbox, ListIncidents incidents, ListCanaries canaries, ListRuns runs, GetRun run, ListSystems systems, ListProviders providers, ListPrompts prompts, ListDatasets datasets, ListBenchmarks benchmarks, ListLabelQueues queues, BrowserTimeZone zone, TimeProvider clock)
{
    private const int RunsShown = 8;
    private const int IncidentsShown = 3;

    /// <summary>The newest of them that the reader can still add to is shown.</summary>
    private const int QueuesRead = 10;

    /// <summary>A finished run never changes, so its sentence is read once.</summary>
    private readonly Dictionary<int, string?> _answers = [];
    private HomeView? _view;
    private HomeWaiting? _waiting;
    private HomeMoved _moved = new(0, 0);

    private BrowserTimeZone Zone => zone;

    private TimeProvider Clock => clock;

    protected override async Task OnInitializedAsync()
    {
        await LoadWaitingAsync();
        await LoadAsync();
        RefreshOn(ChangeFeed.Releases, LoadWaitingAsync);
        RefreshOn(ChangeFeed.Incidents, LoadWaitingAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadWaitingAsync);
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(5), LoadAsync);
    }

    private async Task LoadAsync() => _view = await GetAsync("Reading the first screen", ReadAsync) ?? _view;

    private async Task LoadWaitingAsync() => _waiting = await GetAsync("Reading what waits", ReadWaitingAsync) ?? _waiting;

    private async Task<Result<HomeWaiting>> ReadWaitingAsync(Actor actor)
    {
        var waiting = await inbox.HandleAsync(actor, Ended);
        var open = await incidents.HandleAsync(new(OpenOnly: true, Limit: IncidentsShown), actor, Ended);
        var rolling = await canaries.HandleAsync(actor, Ended);
        if ((waiting.Error ?? open.Error ?? rolling.Error) is { } refused)
            return refused;

        // The gravest come first: what is listed of them and what is not adds up to all that block releases.
        var grave = open.Value.Items.Take(open.Value.Blocking).ToList();
        return new HomeWaiting(waiting.Value, grave, open.Value.Blocking - grave.Count, rolling.Value);
    }

    private async Task<Result<HomeView>> ReadAsync(Actor actor)
    {
        var latest = await runs.HandleAsync(new(RunsShown), actor, Ended);
        var inventory = await systems.HandleAsync(new(Limit: 20), actor, Ended);
        var served = await providers.HandleAsync(new(), actor, Ended);
        var written = await prompts.HandleAsync(new(Limit: 1), actor, Ended);
        var imported = await datasets.HandleAsync(new(Limit: 1), actor, Ended);
        var defined = await benchmarks.HandleAsync(new(Limit: 1), actor, Ended);
        var labelled = await queues.HandleAsync(new(OpenOnly: true, Limit: QueuesRead), actor, Ended);
        if ((latest.Error ?? inventory.Error ?? served.Error ?? written.Error ?? imported.Error ?? defined.Error ?? labelled.Error) is { } refused)
            return refused;

        foreach (var finished in latest.Value.Items.Where(item => item.State is RunState.Completed && !_answers.ContainsKey(item.Id)))
            _answers[finished.Id] = await run.HandleAsync(finished.Id, actor, Ended) is { IsOk: true, Value: var detail } ? RunAnswer.Of(detail) : null;

        return new HomeView(
            latest.Value, inventory.Value.Items, clock.GetUtcNow().UtcDateTime,
            NextSteps.Of(inventory.Value.Items.Count, written.Value.Items.Count, imported.Value.Items.Count, served.Value.Items, defined.Value.Items.Count, latest.Value.Total, labelled.Value.Items));
    }

    private string OutcomeOf(ListRuns.Item item) => item.State switch
    {
        RunState.Completed => _answers.GetValueOrDefault(item.Id) ?? "no figures",
        RunState.Queued or RunState.Running => "not yet",
        RunState.Failed or RunState.Cancelled or RunState.BudgetStopped => item.StateReason ?? "stopped before its end",
    };
}
