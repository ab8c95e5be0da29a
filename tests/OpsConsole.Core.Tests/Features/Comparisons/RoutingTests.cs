using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.FinishedRuns;

namespace OpsConsole.Core.Tests.Features.Comparisons;

public sealed class RoutingTests : IAsyncDisposable
{
    private readonly RunWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Advise_CheaperWithinTheMargin_IsRoutedToWithItsReasons()
    {
        await _world.SeedAsync(new() { Cases = 240, Candidates = 2 });

        // 220, 216 and 130 of 240 pass.
        var advice = await AdviseAsync(0.05, new Column("sonnet", place => place < 220 ? Passed : Failed, 9.81m), new Column("mini", place => place < 216 ? Passed : Failed, 1.16m), new Column("extract", place => place < 130 ? Passed : Failed, 0m));

        Assert.Equal(("1.0", "1.1", "Route to mini"), (advice.Best, advice.Route, advice.Answer));
        Assert.Equal([RoutingStanding.Best, RoutingStanding.Within, RoutingStanding.Outside], advice.Options.Select(option => option.Standing));
        Assert.Equal(-8.65m, advice.Options[1].CostDifference);
        Assert.Contains("$1.16 per 1,000 calls instead of $9.81.", advice.Reasons);
        Assert.Contains(advice.Changes, change => change.EndsWith("points or less: sonnet, $9.81 per 1,000.", StringComparison.Ordinal));
        Assert.Contains("A price of mini above $9.81 per 1,000, now $1.16: sonnet would be cheaper.", advice.Changes);
    }

    [Fact]
    public async Task Advise_CheaperButUndecided_IsNotTakenForEqualAndSaysHowManyCasesWouldTell()
    {
        await _world.SeedAsync(new() { Cases = 60, Candidates = 2 });

        // 3 lost, 2 won: −1.7 points with an interval that holds −2.
        var advice = await AdviseAsync(0.02, new Column("dear", place => place < 54 ? Passed : Failed, 9), new Column("cheap", place => place is (>= 3 and < 56) ? Passed : Failed, 1));

        Assert.Equal("1.0", advice.Route);
        Assert.Equal(RoutingStanding.Undecided, advice.Options[1].Standing);
        Assert.True(advice.Options[1].MoreCases > 1_000);
        Assert.Contains(advice.Changes, change => change.StartsWith("cheap is cheaper and undecided: about", StringComparison.Ordinal));
        Assert.Contains(advice.Changes, change => change.StartsWith("Above a margin of", StringComparison.Ordinal) && change.EndsWith("points: cheap, $1.00 per 1,000.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advise_MoreCasesThanItAskedFor_DecidesAsItSaid()
    {
        await _world.SeedAsync(new() { Cases = 100, Candidates = 2 });
        Column[] columns = [new("dear", place => place % 10 != 0 ? Passed : Failed, 9), new("cheap", place => place % 10 is not (0 or 1) || place % 20 == 0 ? Passed : Failed, 1)];
        var few = await AdviseAsync(0.1, columns);
        Assert.Equal(RoutingStanding.Undecided, few.Options[1].Standing);

        await using var larger = new RunWorld();
        await larger.SeedAsync(new() { Cases = (100 + few.Options[1].MoreCases!.Value) * 12 / 10, Candidates = 2 });

        Assert.Equal(RoutingStanding.Within, (await AdviseAsync(larger, 0.1, columns)).Options[1].Standing);
    }

    [Fact]
    public async Task Advise_AFewCases_AdvisesNothing()
    {
        await _world.SeedAsync(new() { Cases = 12, Candidates = 2 });

        var advice = await AdviseAsync(0.02, new Column("a", _ => Passed, 1), new Column("b", _ => Passed, 2));

        Assert.Equal((null, "No route can be advised"), (advice.Route, advice.Answer));
        Assert.Contains("20 compared cases", advice.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advise_NoPrices_SaysSo()
    {
        await _world.SeedAsync(new() { Cases = 30, Candidates = 2 });

        var advice = await AdviseAsync(0.02, new Column("a", _ => Passed, null), new Column("b", place => place < 20 ? Passed : Failed, null));

        Assert.Null(advice.Route);
        Assert.Equal("No route can be advised", advice.Answer);
        Assert.Equal("its model has no price", advice.Options[1].Why);
    }

    [Fact]
    public async Task Advise_BeatenInQualityAndPrice_IsMarkedAsDominated()
    {
        await _world.SeedAsync(new() { Cases = 30, Candidates = 2 });
        var run = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("a", _ => Passed, 1), new("b", place => place < 20 ? Passed : Failed, 2), new("c", place => place < 20 ? Passed : Failed, 0.5m)] });

        Assert.Equal([false, true, false], (await CompareAsync(_world, run, 0.02)).Candidates.Select(candidate => candidate.Dominated));
    }

    [Fact]
    public async Task SavedReport_AfterMoreRunsAndPrices_ShowsItsFiguresAsTheyWere()
    {
        await _world.SeedAsync(new() { Cases = 40, Candidates = 2 });
        var run = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("dear", _ => Passed, 9), new("cheap", place => place < 39 ? Passed : Failed, 1)] });
        var query = new CompareRuns.Query([new CandidateChoice(run, null)], Margin: 0.2);

        var key = (await _world.Get<SaveReport>().HandleAsync(new(query, ReportKind.Routing), _world.Engineer, None)).Value;

        var report = (await _world.Get<GetReport>().HandleAsync(key, _world.Engineer, None)).Value;
        Assert.Equal(("REP-0001", "Route to cheap", "Erik Engineer", $"/compare?runs={run}&baseline={run}.0&d=20"), (report.Key, report.Title, report.ByName, report.Href));
        Assert.Equivalent((await CompareAsync(_world, run, 0.2)) with { Cases = report.Comparison.Cases }, report.Comparison);
        Assert.Equal(["C-0040"], report.Comparison.Cases.Select(row => row.Key));
        Assert.True(report.Comparison.IsComplete);
        await using var context = _world.Open();
        Assert.Equal(("report.saved", "REP-0001"), context.AuditEvents.Select(entry => new { entry.Action, entry.ObjectKey }).AsEnumerable().Select(entry => (entry.Action, entry.ObjectKey)).Single());
        Assert.Equal(["REP-0001"], (await _world.Get<ListReports>().HandleAsync(new(), _world.Engineer, None)).Value.Items.Select(item => item.Key));
    }

    [Fact]
    public async Task SavedReport_UnknownKeyOrNoRight_IsRefused()
    {
        var viewer = OpsConsole.Core.Common.Actor.Person("v", "Vera", [OpsConsole.Core.Common.Role.Viewer]);

        Assert.Equal("reports.not-found", (await _world.Get<GetReport>().HandleAsync("REP-0009", viewer, None)).Error!.Code);
        Assert.Equal("reports.not-found", (await _world.Get<GetReport>().HandleAsync("nine", viewer, None)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<SaveReport>().HandleAsync(new(new([new(1, null)]), ReportKind.Comparison), viewer, None)).Error!.Code);
    }

    private Task<RoutingAdvice> AdviseAsync(double margin, params Column[] columns) => AdviseAsync(_world, margin, columns);

    private static async Task<RoutingAdvice> AdviseAsync(RunWorld world, double margin, Column[] columns) =>
        (await CompareAsync(world, await FinishedRuns.AddAsync(world.Open, new() { Columns = columns }), margin)).Routing!;

    private static async Task<ComparisonReport> CompareAsync(RunWorld world, int run, double margin)
    {
        var running = (await world.Get<CompareRuns>().HandleAsync(new([new CandidateChoice(run, null)], Margin: margin), world.Engineer, None)).Value;
        await running.Completed.WaitAsync(None);
        return running.Report;
    }
}
