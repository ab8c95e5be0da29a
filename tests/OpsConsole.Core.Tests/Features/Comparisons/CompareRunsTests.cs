using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Core.Statistics;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.FinishedRuns;

namespace OpsConsole.Core.Tests.Features.Comparisons;

public sealed class CompareRunsTests : IAsyncDisposable
{
    private readonly RunWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Compare_OneRun_GivesTheFiguresTestsAndVerdictsOfTheMockup()
    {
        // 240 cases, 206 pass under the baseline; 12 fixed and 2 regressed.
        await SeedAsync(240);
        var run = await AddAsync(new Column("v6", place => place < 206 ? Passed : Failed), new Column("v7", place => place is (>= 2 and < 206) or (>= 206 and < 218) ? Passed : Failed));

        var report = await CompareAsync($"{run}");

        var v7 = report.Candidates[1];
        Assert.True(report.IsComplete);
        Assert.Equal((0.9, 12, 2), (v7.PassRate!.Value, v7.Pass!.Fixed, v7.Pass.Regressed));
        Assert.Equal((0.0417, 0.010, 0.076), (Math.Round(v7.Pass.Value, 4), Math.Round(v7.Pass.Low!.Value, 3), Math.Round(v7.Pass.High!.Value, 3)));
        Assert.Equal(0.0129, v7.Pass.AdjustedP!.Value, 0.0001);
        Assert.Equal(ComparisonVerdict.Better, v7.Pass.Verdict);
        Assert.True(report.ScoresArePasses);
        Assert.Null(report.BaselineCandidate.Pass);
        Assert.Equal(new CaseCounts(240, 36, 14, 14, 0, 0), report.Counts);
    }

    [Fact]
    public async Task Compare_ThreeRepeatsWithScoresAsTheyAreStored_TestsOneMeasure()
    {
        await SeedAsync(40);
        var run = await AddAsync(new Column("a", place => Stored(place % 4)), new Column("b", place => Stored((place + 1) % 4)));

        Assert.True((await CompareAsync($"{run}")).ScoresArePasses);

        static CaseCell Stored(int passed) => Repeated(passed, 3) with { Score = Math.Round(passed / 3.0, 4) };
    }

    [Fact]
    public async Task Compare_BeforeItIsComplete_HasEveryFigureThatCanBeCounted()
    {
        await SeedAsync(40);
        var run = await AddAsync(new Column("a", place => Repeated(place % 4, 3)), new Column("b", place => Repeated((place + 1) % 4, 3)));

        var running = (await HandleAsync(Query($"{run}"))).Value;
        await running.Completed;

        // Figures of the first step are those of the last; what the last adds was null before.
        var report = running.Report;
        Assert.Equal(ComparisonMethod.BootstrapSignFlip, report.Candidates[1].Pass!.Method);
        Assert.NotNull(report.Candidates[1].Pass!.Low);
        Assert.NotNull(report.Candidates[0].MeanScore!.Low);
        var first = new ComparisonWork(Frame(report), DateTime.UnixEpoch).Report;
        Assert.False(first.IsComplete);
        Assert.Equal(report.Candidates.Select(candidate => candidate.PassRate), first.Candidates.Select(candidate => candidate.PassRate));
        Assert.Null(first.Candidates[1].Pass!.Low);
        Assert.Null(first.Candidates[1].Pass!.Verdict);
        Assert.Equal(report.Candidates[1].Pass!.Value, first.Candidates[1].Pass!.Value);
    }

    [Fact]
    public async Task Compare_RunsOverTwoDatasetVersions_PairsByKeyAndContentAndSaysWhatIsLeftOut()
    {
        await SeedAsync(30);
        var second = await AddVersionAsync(30, changed: [3, 4], renamed: [29]);
        var before = await AddAsync(new Column("a", _ => Passed));
        var after = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("b", place => place < 6 ? Failed : Passed)], DatasetVersionId = second });

        var report = await CompareAsync($"{before},{after}");

        Assert.Equal(27, report.Pairing.Compared);
        Assert.Equal(
            [(LeftOutReason.OnlyInBaseline, 1, "C-0030"), (LeftOutReason.NotInBaseline, 1, "N-0030"), (LeftOutReason.ContentDiffers, 2, "C-0004")],
            report.Pairing.LeftOut.Select(entry => (entry.Reason, entry.Count, entry.Keys[0])));
        Assert.Contains(report.Notes, note => note.StartsWith("27 cases are compared", StringComparison.Ordinal) && note.Contains("2 cases ask or expect something else", StringComparison.Ordinal));
        Assert.Equal((27, 4), (report.Candidates[1].Pass!.Cases, report.Candidates[1].Pass!.Regressed));
    }

    [Theory]
    [InlineData(0, "no case in common")]
    [InlineData(1, "a single case in common")]
    public async Task Compare_NoneOrOneCommonCase_SaysSoAndMakesNoStatistic(int common, string words)
    {
        await SeedAsync(4);
        var one = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("a", _ => Passed)], Places = [0, 1] });
        var other = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("b", _ => Failed)], Places = common == 0 ? [2, 3] : [1, 2] });

        var report = await CompareAsync($"{one},{other}");

        Assert.Equal(common, report.Pairing.Compared);
        Assert.Contains(report.Notes, note => note.Contains(words, StringComparison.Ordinal));
        Assert.All(report.Candidates, candidate => Assert.Null(candidate.Pass));
        Assert.True(report.IsComplete);
    }

    [Fact]
    public async Task Compare_ScoresThatAreNoNumbers_AreLeftOutAndSaid()
    {
        await SeedAsync(24);
        var run = await AddAsync(new Column("a", _ => new CaseCell(CaseOutcome.Pass, 0.5, 1, 1)), new Column("b", place => new CaseCell(CaseOutcome.Pass, place < 3 ? null : 0.9, 1, 1)));

        var report = await CompareAsync($"{run}");

        Assert.Equal((24, 3, 0.9), (report.Candidates[1].Cases, report.Candidates[1].Unscored, Math.Round(report.Candidates[1].MeanScore!.Value, 9)));
        Assert.Equal((24, 21), (report.Candidates[1].Pass!.Cases, report.Candidates[1].Score!.Cases));
        Assert.Contains(report.Notes, note => note.StartsWith("3 cases of b have a score that is not a number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_ErrorsAndUnansweredCases_AreNoFailures()
    {
        await SeedAsync(30);
        var run = await AddAsync(new Column("a", _ => Passed), new Column("b", place => place < 5 ? Erred : Passed));

        var report = await CompareAsync($"{run}");

        Assert.Equal((25, 5, 1.0), (report.Candidates[1].Cases, report.Candidates[1].ErrorCases, report.Candidates[1].PassRate!.Value));
        Assert.Equal(5 / 30.0, report.Candidates[1].ErrorRate!.Value, 1e-12);
        Assert.Equal((25, 5), (report.Candidates[1].Pass!.Cases, report.Counts.Errors));
    }

    [Fact]
    public async Task Compare_WithoutABaseline_TakesThePinnedRunElseTheFirst()
    {
        await SeedAsync(3);
        var one = await AddAsync(new Column("a", _ => Passed), new Column("b", _ => Passed));
        var two = await AddAsync(new Column("c", _ => Passed));

        Assert.Equal($"{one}.0", (await CompareAsync($"{one},{two}")).Baseline);
        await _world.Get<PinBaseline>().HandleAsync(new(RunWorld.BenchmarkKey, two), _world.Engineer, None);
        Assert.Equal($"{two}.0", (await CompareAsync($"{one},{two}")).Baseline);
        Assert.Equal($"{one}.1", (await CompareAsync($"{one},{two}", $"{one}.1")).Baseline);
        Assert.Equal($"/compare?runs={one},{two}&baseline={one}.1", (await CompareAsync($"{one},{two}", $"{one}.1")).Href);
    }

    [Fact]
    public async Task Compare_EqualNames_AreToldApartByTheirRuns()
    {
        await SeedAsync(3);
        var one = await AddAsync(new Column("a", _ => Passed));
        var two = await AddAsync(new Column("a", _ => Passed));

        Assert.Equal(["a · RUN-0001", "a · RUN-0002"], (await CompareAsync($"{one},{two}")).Candidates.Select(candidate => candidate.Name));
    }

    [Fact]
    public async Task Compare_RunsThatDifferInMore_SaysSo()
    {
        await SeedAsync(3);
        var one = await AddAsync(new Column("a", _ => Passed));
        var two = await FinishedRuns.AddAsync(_world.Open, new()
        {
            Columns = [new("b", _ => Repeated(2, 3))],
            Repeats = 3,
            State = RunState.Cancelled,
            Assertions = [new Assertion { Type = "is-json" }],
            OfRunId = one,
            Selection = "3 flips",
        });

        var notes = (await CompareAsync($"{one},{two}")).Notes;

        Assert.Equal(
            ["was cancelled", "repeats 3 flips of RUN-0001", "other assertions", "3 times"],
            new[] { "was cancelled", "repeats 3 flips of RUN-0001", "other assertions", "3 times" }.Where(words => notes.Any(note => note.StartsWith("RUN-0002", StringComparison.Ordinal) && note.Contains(words, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Compare_ModelThatIsNotOfferedAnyMore_KeepsItsFiguresAndTakesNoRoute()
    {
        await SeedAsync(40);
        var run = await AddAsync(new Column("dear", _ => Passed, 9), new Column("cheap", _ => Passed, 1));
        Assert.Equal($"{run}.1", (await CompareAsync($"{run}")).Routing!.Route);
        await using (var context = _world.Open())
        {
            (await context.ProviderModels.SingleAsync(model => model.Key == "m1", None)).Enabled = false;
            await context.SaveChangesAsync(None);
        }

        var report = await CompareAsync($"{run}");

        Assert.True(report.Candidates[1].ModelRemoved);
        Assert.Equal(1, report.Candidates[1].PassRate!.Value);
        Assert.Equal($"{run}.0", report.Routing!.Route);
        Assert.Contains(report.Notes, note => note.Contains("not offered any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_BadChoices_AreRefusedInWords()
    {
        await SeedAsync(3);
        var run = await AddAsync(new Column("a", _ => Passed));
        var open = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("b", _ => Passed)], State = RunState.Running });
        var many = await AddAsync([.. Enumerable.Range(0, 10).Select(i => new Column($"x{i}", _ => Passed))]);
        await using (var context = _world.Open())
        {
            var other = new AiSystem { Key = "other", Name = "Other" };
            context.Add(other);
            await context.SaveChangesAsync(None);
            await context.Runs.Where(row => row.Id == many).ExecuteUpdateAsync(set => set.SetProperty(row => row.SystemId, other.Id), None);
        }

        Assert.Equal("compare.nothing", (await HandleAsync(Query(""))).Error!.Code);
        Assert.Equal("compare.run-not-found", (await HandleAsync(Query($"{run},999"))).Error!.Code);
        Assert.Equal("compare.run-unfinished", (await HandleAsync(Query($"{run},{open}"))).Error!.Code);
        Assert.Equal("compare.other-system", (await HandleAsync(Query($"{run},{many}"))).Error!.Code);
        Assert.Equal("compare.candidate-not-found", (await HandleAsync(Query($"{run}.4"))).Error!.Code);
        var single = await AddAsync(new Column("a", _ => Passed));
        Assert.Equal($"{Run.KeyOf(single)} has 1 candidate, numbered from 0; there is no {single}.4.", (await HandleAsync(Query($"{single}.4"))).Error!.Message);
        Assert.Equal("compare.baseline-not-among", (await HandleAsync(Query($"{run}", $"{many}.0"))).Error!.Code);
        Assert.Equal("compare.margin", (await HandleAsync(Query($"{run}") with { Margin = double.NaN })).Error!.Code);
        Assert.Equal("compare.not-a-choice", CandidateChoice.ParseAll("412,seven").Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<CompareRuns>().HandleAsync(Query($"{run}"), Actor.Service("s", "S", []), None)).Error!.Code);
    }

    [Fact]
    public async Task Compare_MoreThanTenCandidates_IsRefused()
    {
        await SeedAsync(3);
        var one = await AddAsync([.. Enumerable.Range(0, 6).Select(i => new Column($"x{i}", _ => Passed))]);
        var two = await AddAsync([.. Enumerable.Range(0, 5).Select(i => new Column($"y{i}", _ => Passed))]);

        var refused = (await HandleAsync(Query($"{one},{two}"))).Error!;

        Assert.Equal("compare.too-many", refused.Code);
        Assert.StartsWith("11 candidates are too many", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await CompareAsync($"{one},{two}.0,{two}.1,{two}.2,{two}.4")).Candidates.Count);
    }

    [Fact]
    public async Task Compare_Slices_AreTheTagsLargestFirst()
    {
        await SeedAsync(40, place => place < 10 ? ["water", "excess"] : place < 30 ? ["excess"] : []);
        var run = await AddAsync(new Column("a", _ => Passed), new Column("b", place => place < 10 ? Failed : Passed));

        var slices = (await CompareAsync($"{run}")).Slices;

        Assert.Equal([("excess", 30), ("water", 10)], slices.Select(slice => (slice.Tag, slice.Cases)));
        Assert.Equal((0.0, -1.0), (slices[1].Candidates[1].PassRate!.Value, slices[1].Candidates[1].Difference!.Value));
        Assert.True(slices[1].Candidates[1].Difference!.High < 0);
    }

    [Fact]
    public async Task Compare_ManyRunsOfThousandsOfCases_AsksTwiceAndThenOnce()
    {
        await SeedAsync(1_000);
        for (var i = 0; i < 10; i++)
        {
            await AddAsync(new Column($"c{i}", place => place % (i + 2) == 0 ? Failed : Passed));
        }

        _world.Queries.Start();
        await CompareAsync("1,2,3,4,5,6,7,8,9,10");
        var first = _world.Queries.Seen.Count;
        await CompareAsync("1,2,3,4,5,6,7,8,9,10");

        Assert.Equal((2, 3), (first, _world.Queries.Seen.Count));
    }

    [Fact]
    public async Task CompareParts_AtAHundredRuns_AskAsOftenAsAtOne()
    {
        await SeedAsync(20);
        for (var i = 0; i < 100; i++)
        {
            await AddAsync(new Column("a", _ => Passed), new Column("b", place => place == 3 ? Failed : Passed));
        }

        _world.Queries.Start();
        var listed = (await _world.Get<ListComparable>().HandleAsync(new("numbers"), _world.Engineer, None)).Value;
        await _world.Get<GetComparedCase>().HandleAsync(new([.. Enumerable.Range(1, 10).Select(run => new CandidateChoice(run, 1))], 1, "C-0004"), _world.Engineer, None);
        await _world.Get<ListReruns>().HandleAsync(1, _world.Engineer, None);

        Assert.Equal(ListComparable.Shown, listed.Count);
        Assert.Equal(4, _world.Queries.Seen.Count);
    }

    private Task SeedAsync(int cases, Func<int, string[]>? tags = null) => SeedAsync(_world, cases, tags);

    internal static async Task SeedAsync(RunWorld world, int cases, Func<int, string[]>? tags)
    {
        await world.SeedAsync(new() { Cases = cases, Candidates = 2 });
        if (tags is null)
        {
            return;
        }

        await using var context = world.Open();
        foreach (var row in await context.DatasetCases.ToListAsync(None))
        {
            context.Entry(row).Property(entry => entry.Tags).CurrentValue = tags(row.Position);
        }

        await context.SaveChangesAsync(None);
    }

    private Task<int> AddAsync(params Column[] columns) => FinishedRuns.AddAsync(_world.Open, new() { Columns = columns });

    private async Task<int> AddVersionAsync(int cases, int[] changed, int[] renamed)
    {
        await using var context = _world.Open();
        var dataset = await context.Datasets.SingleAsync(None);
        var version = new DatasetVersion { Dataset = dataset, Number = 2, CaseCount = cases, ContentHash = new string('c', 64), Variables = ["question"], CreatedBy = "author" };
        context.Add(version);
        await context.SaveChangesAsync(None);
        context.AddRange(Enumerable.Range(0, cases).Select(i => new DatasetCase
        {
            DatasetVersionId = version.Id,
            Position = i,
            Key = $"{(renamed.Contains(i) ? 'N' : 'C')}-{i + 1:0000}",
            Title = $"question {i}",
            VariablesJson = $$"""{"question":"question {{i}}{{(changed.Contains(i) ? " now" : "")}}"}""",
            Expected = [$"answer {i}"],
            Tags = [],
            Assertions = [],
        }));
        await context.SaveChangesAsync(None);
        return version.Id;
    }

    private static CompareRuns.Query Query(string runs, string? baseline = null) =>
        new(CandidateChoice.ParseAll(runs).Value, baseline is null ? null : CandidateChoice.Parse(baseline).Value);

    private Task<Result<RunningComparison>> HandleAsync(CompareRuns.Query query) => _world.Get<CompareRuns>().HandleAsync(query, _world.Engineer, None);

    private async Task<ComparisonReport> CompareAsync(string runs, string? baseline = null)
    {
        var running = (await HandleAsync(Query(runs, baseline))).Value;
        await running.Completed.WaitAsync(None);
        return running.Report;
    }

    private static ComparisonFrame Frame(ComparisonReport report) => new(
        report.SystemKey, report.SystemName, report.Runs, report.Candidates, report.Baseline, ComparedColumns.Of(report.Cases, report.Candidates.Count), report.Pairing, []);
}
