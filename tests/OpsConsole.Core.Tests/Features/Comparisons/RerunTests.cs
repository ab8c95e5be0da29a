using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.FinishedRuns;

namespace OpsConsole.Core.Tests.Features.Comparisons;

public sealed class RerunTests : IAsyncDisposable
{
    private readonly RunWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Rerun_SomeCases_IsARunOfItsOwnOverThemAlone()
    {
        await _world.SeedAsync(new() { Cases = 600, Candidates = 2, UseCache = true });
        var whole = await _world.PlanAsync();
        await _world.ExecuteAsync(whole);

        var planned = (await RerunAsync(whole, ["C-0003", "C-0001", "C-0590"], repeats: 4)).Value;
        Assert.Equal(RunState.Completed, await _world.ExecuteAsync(planned.RunId));

        var run = await _world.RunAsync(planned.RunId);
        Assert.Equal((whole, "3 flips", 3, 4, 24, 24, false), (run.OfRunId, run.Selection, run.CaseCount, run.Repeats, run.TotalCells, run.DoneCells, run.UseCache));
        Assert.All(await _world.CellsAsync(planned.RunId), cell => Assert.False(cell.Cached));
        await using var context = _world.Open();
        Assert.Equal([(0, "C-0001"), (2, "C-0003"), (589, "C-0590")], context.RunCases.Where(row => row.RunId == planned.RunId).OrderBy(row => row.Position).AsEnumerable().Select(row => (row.Position, row.CaseKey)));
        Assert.Equal(3, run.Candidates[0].Summary!.Cases);
        Assert.Contains(planned.RunId, _world.Queue.Enqueued);
    }

    [Fact]
    public async Task Rerun_FlipsThatHoldAndFlipsThatDoNot_AreToldApart()
    {
        await _world.SeedAsync(new() { Cases = 12, Candidates = 2 });
        var whole = await FinishedRuns.AddAsync(_world.Open, new() { Columns = [new("v6", place => place < 6 ? Failed : Passed), new("v7", place => place < 9 ? Passed : place < 11 ? Failed : Passed)] });

        // Fixed are 0 to 5, regressed 9 and 10, 11 had not flipped. Again: 0 to 2 hold, 3 to 5 do not, 9 holds, 10 is a draw.
        var again = await FinishedRuns.AddAsync(_world.Open, new()
        {
            Columns = [new("v6", place => Repeated(place < 3 ? 1 : 5, 5)), new("v7", place => place == 9 ? Repeated(0, 5) : place == 10 ? Repeated(3, 5) : Repeated(5, 5))],
            Places = [0, 1, 2, 3, 4, 5, 9, 10, 11],
            Repeats = 5,
            OfRunId = whole,
            Selection = "9 cases",
        });

        var item = (await _world.Get<ListReruns>().HandleAsync(whole, _world.Engineer, None)).Value.Single();

        Assert.Equal((again, 8, 4, "4 of 8 flips hold"), (item.RunId, item.Flips, item.Holding, item.Outcome));
        Assert.Equal(["C-0001", "C-0002", "C-0003", "C-0010"], item.HoldingKeys.Where(entry => entry.Value).Select(entry => entry.Key).Order());
        Assert.Equal(item.RunId, (await _world.Get<ListReruns>().HandleAsync(again, _world.Engineer, None)).Value.Single().RunId);
    }

    [Fact]
    public async Task Rerun_CandidatesOfTwoRuns_KeepTheirOrderAndTheBaseline()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var one = await PlanAndExecuteAsync();
        var two = await PlanAndExecuteAsync();

        var planned = await _world.Get<RerunCases>().HandleAsync(new([new(one, 1), new(two, 0)], new(two, 0), ["C-0002"], "1 flip", 1), _world.Engineer, None);

        var run = await _world.RunAsync(planned.Value.RunId);
        Assert.Equal([("c1", false), ("c0", true)], run.Candidates.Select(candidate => (candidate.Name, candidate.IsBaseline)));
        Assert.Equal(two, run.OfRunId);
    }

    [Fact]
    public async Task Rerun_OfACandidateOfAnotherRun_SaysThatItsFlipsAreNotKnown()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var one = await PlanAndExecuteAsync();
        await using (var context = _world.Open())
        {
            // What that run was asked with; the other asks the same model another way.
            var candidate = await context.RunCandidates.SingleAsync(row => row.RunId == one && row.Position == 1, None);
            context.Entry(candidate).Property(row => row.Parameters).CurrentValue = new() { Temperature = 1 };
            await context.SaveChangesAsync(None);
        }

        var two = await PlanAndExecuteAsync();
        var planned = (await _world.Get<RerunCases>().HandleAsync(new([new(one, 1), new(two, 0)], new(two, 0), ["C-0002"], "1 flip", 1), _world.Engineer, None)).Value;
        await _world.ExecuteAsync(planned.RunId);

        var item = (await _world.Get<ListReruns>().HandleAsync(planned.RunId, _world.Engineer, None)).Value.Single();

        Assert.Equal((1, "whether flips hold is not known for a candidate of another run"), (item.Strangers, item.Outcome));
        Assert.Equal("4 of 8 flips hold, not known for 2 candidates of other runs", (item with { Flips = 8, Holding = 4, Strangers = 2 }).Outcome);
    }

    [Fact]
    public async Task Rerun_TwoAtOnce_MakeOneRunAndTellTheOther()
    {
        await _world.SeedAsync(new() { Cases = 3, Candidates = 2 });
        var run = await PlanAndExecuteAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => RerunAsync(run, ["C-0001", "C-0003"], 2))));

        var planned = Assert.Single(results, result => result.IsOk).Value;
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("runs.already-active", result.Error!.Code));
        Assert.Equal([(0, 0), (0, 0), (2, 0), (2, 0), (0, 1), (0, 1), (2, 1), (2, 1)], (await _world.CellsAsync(planned.RunId)).Select(cell => (cell.CasePosition, cell.Repeat)));
    }

    [Fact]
    public async Task Rerun_BadCommands_AreRefusedInWords()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var run = await PlanAndExecuteAsync();

        Assert.Equal("runs.rerun-repeats", (await RerunAsync(run, ["C-0001"], 0)).Error!.Code);
        Assert.Equal("runs.rerun-repeats", (await RerunAsync(run, ["C-0001"], 21)).Error!.Code);
        Assert.Equal("runs.rerun-nothing", (await RerunAsync(run, [], 1)).Error!.Code);
        Assert.Equal("runs.cases-not-found", (await RerunAsync(run, ["C-0001", "C-9999"], 1)).Error!.Code);
        Assert.Equal("runs.candidate-not-found", (await RerunAsync(999, ["C-0001"], 1)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<RerunCases>().HandleAsync(Command(run, ["C-0001"], 1), Actor.Person("v", "Vera", [Role.Viewer]), None)).Error!.Code);

        await RerunAsync(run, ["C-0001"], 1);
        Assert.Equal("runs.already-active", (await RerunAsync(run, ["C-0001"], 1)).Error!.Code);
        await using var context = _world.Open();
        await context.Runs.ExecuteUpdateAsync(set => set.SetProperty(row => row.ActiveBenchmarkId, (int?)null), None);
        await context.ProviderModels.Where(model => model.Key == "m1").ExecuteUpdateAsync(set => set.SetProperty(model => model.Enabled, false), None);
        Assert.Equal("runs.model-removed", (await RerunAsync(run, ["C-0001"], 1)).Error!.Code);
    }

    [Fact]
    public async Task PinBaseline_WholeCompletedRun_IsKeptAndRecorded()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var run = await PlanAndExecuteAsync();
        var part = (await RerunAsync(run, ["C-0001"], 1)).Value.RunId;
        var pin = _world.Get<PinBaseline>();

        Assert.Equal("benchmarks.not-a-baseline", (await pin.HandleAsync(new(RunWorld.BenchmarkKey, part), _world.Engineer, None)).Error!.Code);
        Assert.Equal("benchmarks.not-a-baseline", (await pin.HandleAsync(new(RunWorld.BenchmarkKey, 999), _world.Engineer, None)).Error!.Code);
        Assert.True((await pin.HandleAsync(new(RunWorld.BenchmarkKey, run), _world.Engineer, None)).IsOk);
        Assert.Equal(run, (await _world.RunAsync(run)).PinnedRunId);
        Assert.True((await pin.HandleAsync(new(RunWorld.BenchmarkKey, null), _world.Engineer, None)).IsOk);

        Assert.Null((await _world.RunAsync(run)).PinnedRunId);
        await using var context = _world.Open();
        Assert.Equal(["benchmark.baseline-pinned", "benchmark.baseline-unpinned"], await context.AuditEvents.Where(entry => entry.ObjectKind == "benchmark").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(None));
    }

    [Fact]
    public void Tally_ScoreThatIsNoNumber_IsLeftOutAndTheRunStillEnds()
    {
        var tally = new RunTally([new RunCandidate { Id = 7, Name = "a", IsBaseline = true, PromptKey = "p", PromptHash = "h", ProviderKey = "e", ModelKey = "m", Parameters = OpsConsole.Core.Ai.ModelParameters.Default }], 2, 2);
        TallyCell Cell(int place, double score) => new(place, 7, CellState.Done, true, score, 1, null, null);

        var mixed = tally.Add(1, new TallyCase(1, 0, "C-1", "t", []), [Cell(0, double.NaN), Cell(0, 0.5)]);
        var none = tally.Add(1, new TallyCase(2, 1, "C-2", "t", []), [Cell(1, double.NaN), Cell(1, double.PositiveInfinity)]);

        Assert.Equal((0.5, 2), (mixed.Cells[0].Score, mixed.Cells[0].Passed));
        Assert.Null(none.Cells[0].Score);
        Assert.Equal(CaseOutcome.Pass, none.Cells[0].Outcome);
        Assert.Equal((2, 0.5), (tally.Summaries()[0].Cases, tally.Summaries()[0].MeanScore!.Value));
    }

    private async Task<int> PlanAndExecuteAsync()
    {
        var run = await _world.PlanAsync();
        await _world.ExecuteAsync(run);
        return run;
    }

    private static RerunCases.Command Command(int run, string[] keys, int repeats) => new([new(run, 0), new(run, 1)], new(run, 0), keys, "3 flips", repeats);

    private Task<Result<PlanRun.Planned>> RerunAsync(int run, string[] keys, int repeats) => _world.Get<RerunCases>().HandleAsync(Command(run, keys, repeats), _world.Engineer, None);
}
