using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Features.Gates.GateWorld;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class GateUseCaseTests : IDisposable
{
    private static readonly GateRule PassRate = new(GateMeasure.PassRate, GateComparison.AtLeast, 0.8);
    private static readonly GateRule NotWorse = new(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0.05);

    private readonly GateWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task SaveGate_Twice_MakesEditionsAndAnEventEach()
    {
        Assert.Equal(1, (await SaveAsync([PassRate])).Value.Number);
        Assert.Equal(2, (await SaveAsync([PassRate with { Limit = 0.9 }])).Value.Number);

        await using var context = _world.Open();
        Assert.Equal([0.8, 0.9], (await context.Gates.OrderBy(row => row.Number).ToListAsync(None)).Select(row => row.Rules[0].Limit));
        var events = await context.AuditEvents.Where(row => row.Action == "gate.saved").OrderBy(row => row.Id).ToListAsync(None);
        Assert.Equal(["support/answer Baseline 1", "support/answer Baseline 2"], events.Select(row => row.ObjectKey));
        Assert.Contains("Pass rate at least 90 %", events[1].PayloadJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveGate_WithoutAChange_AddsNothing()
    {
        await SaveAsync([PassRate]);

        Assert.Equal("gates.unchanged", (await SaveAsync([PassRate])).Error?.Code);
    }

    [Fact]
    public async Task SaveGate_OnAnEditionThatIsNotTheNewest_IsAConflict()
    {
        await SaveAsync([PassRate]);
        await SaveAsync([NotWorse], expected: 1);

        Assert.Equal("gates.changed-meanwhile", (await SaveAsync([PassRate, NotWorse], expected: 1)).Error?.Code);
    }

    [Fact]
    public async Task SaveGate_BenchmarkWithoutThePrompt_IsSavedWithAWarning()
    {
        Assert.Empty((await SaveAsync([PassRate])).Value.Warnings);
        await using (var context = _world.Open())
            await context.BenchmarkCandidates.ExecuteDeleteAsync(None);

        Assert.Contains("no version of support/answer", Assert.Single((await SaveAsync([NotWorse])).Value.Warnings), StringComparison.Ordinal);
    }

    public static TheoryData<GateRule, string> WrongRules => new()
    {
        { PassRate with { Limit = 1.01 }, "between 0 and 1" },
        { PassRate with { Limit = -0.1 }, "between 0 and 1" },
        { PassRate with { Limit = 0 }, "could never fail" },
        { new GateRule(GateMeasure.ErrorRate, GateComparison.AtMost, 1), "could never fail" },
        { PassRate with { Limit = double.NaN }, "between 0 and 1" },
        { PassRate with { Limit = double.PositiveInfinity }, "between 0 and 1" },
        { new GateRule(GateMeasure.LatencyP95, GateComparison.AtMost, 0), "more than 0" },
        { new GateRule(GateMeasure.CostPer1000, GateComparison.AtMost, double.NegativeInfinity), "between 0 and" },
        { new GateRule(GateMeasure.LatencyP95, GateComparison.AtMost, 5, OnBound: true), "no interval" },
        { new GateRule(GateMeasure.Metric, GateComparison.AtLeast, 0.5, "  "), "must not be empty" },
        { new GateRule((GateMeasure)99, GateComparison.AtLeast, 0.5), "does not exist" },
    };

    [Theory]
    [MemberData(nameof(WrongRules))]
    public async Task SaveGate_RuleThatIsWrong_IsRefusedWithItsPlace(GateRule rule, string reason)
    {
        var refused = await SaveAsync([NotWorse, rule]);

        Assert.Equal("gates.invalid", refused.Error?.Code);
        Assert.Contains(refused.Error!.Details!, detail => detail.Where == "rule 2" && detail.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaveGate_SameRuleTwiceOrNone_IsRefused()
    {
        Assert.Equal("gates.invalid", (await SaveAsync([PassRate, PassRate])).Error?.Code);
        Assert.Equal("gates.invalid", (await SaveAsync([])).Error?.Code);
    }

    [Fact]
    public async Task SaveGate_UnknownPlacesAndPeople_AreRefused()
    {
        var save = _world.Console.Get<SaveGate>();

        Assert.Equal("prompts.not-found", (await save.HandleAsync(new("no/such", GateKind.Baseline, BenchmarkKey, [PassRate], ""), TestConsole.Engineer, None)).Error?.Code);
        Assert.Equal("benchmarks.not-found", (await save.HandleAsync(new(PromptKey, GateKind.Baseline, "none", [PassRate], ""), TestConsole.Engineer, None)).Error?.Code);
        Assert.Equal(ErrorKind.Denied, (await save.HandleAsync(new(PromptKey, GateKind.Baseline, BenchmarkKey, [PassRate], ""), TestConsole.Viewer, None)).Error?.Kind);
    }

    [Fact]
    public async Task RemoveGate_InForce_IsAnEditionWithoutRules()
    {
        await SaveAsync([PassRate]);

        Assert.True((await RemoveAsync("Replaced")).IsOk);

        var gates = (await GatesAsync()).Gates.Single(gate => gate.Kind == GateKind.Baseline);
        Assert.Null(gates.Current);
        Assert.Equal([(2, 0), (1, 1)], gates.Editions.Select(edition => (edition.Number, edition.Rules.Count)));
        Assert.Equal("gates.not-found", (await RemoveAsync("Again")).Error?.Code);
        Assert.Equal(3, (await SaveAsync([PassRate])).Value.Number);
    }

    [Fact]
    public async Task RemoveGate_WithoutAReason_IsRefused()
    {
        await SaveAsync([PassRate]);

        Assert.Equal("gates.invalid", (await RemoveAsync(" ")).Error?.Code);
    }

    [Fact]
    public async Task GetGates_OfAPrompt_JudgesItsNewestVersionAgainstWhatIsLive()
    {
        await SaveAsync([PassRate, NotWorse]);
        await _world.RunAsync(RunState.Completed, Column.Of(2, 160, 200), Column.Of(3, 120, 200));
        await PutLiveAsync(2);

        var gates = await GatesAsync();

        Assert.Equal((3, 2), (gates.LatestVersion, gates.LiveVersion));
        var evidence = Assert.Single(gates.Evidence);
        Assert.Equal([GateVerdict.Fail, GateVerdict.Fail], evidence.Rules.Select(rule => rule.Verdict));
        Assert.Equal("No safety gate is attached to this prompt.", gates.Gates[1].Missing);
    }

    [Fact]
    public async Task PreviewGate_OverPastRuns_JudgesEachAgainstWhatWasLiveThen()
    {
        await _world.RunAsync(RunState.Completed, Column.Of(1, 20, 200));
        _world.Console.Clock.Advance(TimeSpan.FromHours(1));
        await PutLiveAsync(1);
        _world.Console.Clock.Advance(TimeSpan.FromHours(1));
        var second = await _world.RunAsync(RunState.Completed, Column.Of(1, 180, 200), Column.Of(2, 190, 200));
        await _world.RunAsync(RunState.Failed, Column.Of(2, 0, 200));
        var third = await _world.RunAsync(RunState.Completed, Column.Of(1, 190, 200), Column.Of(2, 120, 200));

        var preview = (await _world.Console.Get<PreviewGate>().HandleAsync(new(PromptKey, BenchmarkKey, [NotWorse]), TestConsole.Viewer, None)).Value;

        Assert.Equal("This gate would have stopped 1 of the last 3.", preview.Words);
        Assert.Equal([GateVerdict.Fail, GateVerdict.Pass, GateVerdict.Pass], preview.Runs.Select(run => run.Verdict));
        Assert.Equal([third.Id, second.Id], preview.Runs.Take(2).Select(run => run.RunId));
        Assert.Equal([(2, (int?)1), (2, 1), (1, null)], preview.Runs.Select(run => (run.Version, run.LiveVersion)));
    }

    [Fact]
    public async Task PreviewGate_MoreRunsThanAreShown_JudgesTheLastTen()
    {
        for (var run = 0; run < 12; run++)
            await _world.RunAsync(RunState.Completed, Column.Of(3, run, 12));

        var preview = (await _world.Console.Get<PreviewGate>().HandleAsync(new(PromptKey, BenchmarkKey, [PassRate]), TestConsole.Viewer, None)).Value;

        Assert.Equal("This gate would have stopped 8 of the last 10.", preview.Words);
    }

    [Fact]
    public async Task PreviewGate_NoRun_SaysSo() => Assert.StartsWith(
        "No finished run", (await _world.Console.Get<PreviewGate>().HandleAsync(new(PromptKey, BenchmarkKey, [PassRate]), TestConsole.Viewer, None)).Value.Words, StringComparison.Ordinal);

    [Fact]
    public async Task GetRunGates_OfAFinishedRun_JudgesTheNewestVersionInIt()
    {
        await SaveAsync([PassRate]);
        var run = await _world.RunAsync(RunState.Completed, Column.Of(3, 10, 40), Column.Of(1, 40, 40));
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40));

        var judged = Assert.Single((await RunGatesAsync(run.Id)).Value);

        Assert.Equal((PromptKey, 3, run.Id, GateVerdict.Fail), (judged.PromptKey, judged.Version, judged.Evidence.RunId, judged.Evidence.Verdict));
    }

    [Fact]
    public async Task GetRunGates_WithoutAGateOrUnfinished_AreNone()
    {
        var without = await _world.RunAsync(RunState.Completed, Column.Of(3, 10, 40));
        Assert.Empty((await RunGatesAsync(without.Id)).Value);
        await SaveAsync([PassRate]);
        Assert.Empty((await RunGatesAsync((await _world.RunAsync(RunState.BudgetStopped, Column.Of(3, 10, 40))).Id)).Value);
        Assert.Equal("runs.not-found", (await RunGatesAsync(4711)).Error?.Code);
    }

    [Fact]
    public async Task GetRunGates_AskedAgainAfterSomethingElseWentLive_AnswersWhatWasKept()
    {
        await SaveAsync([NotWorse]);
        await PutLiveAsync(1);
        var run = await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40), Column.Of(1, 40, 40), Column.Of(2, 20, 40));
        var first = Assert.Single((await RunGatesAsync(run.Id)).Value);
        _world.Console.Clock.Advance(TimeSpan.FromHours(1));
        await using (var context = _world.Open())
        {
            await context.PromptLabels.ExecuteUpdateAsync(set => set.SetProperty(row => row.VersionId, _world.Versions[2].Id), None);
            context.LabelMoves.Add(new LabelMove { PromptId = _world.PromptId, Label = PromptLabel.Production, ToNumber = 3, Why = "released", ById = "u-ada", ByName = "Ada", At = _world.Console.Clock.GetUtcNow().UtcDateTime });
            await context.SaveChangesAsync(None);
        }

        var again = Assert.Single((await RunGatesAsync(run.Id)).Value);

        Assert.Equal((GateVerdict.Inconclusive, 1, first.At), (again.Evidence.Verdict, again.Evidence.LiveVersion, again.At));
        Assert.Equal(first.Evidence.Rules, again.Evidence.Rules);
        await using var read = _world.Open();
        var kept = Assert.Single(await read.GateOutcomes.ToListAsync(None));
        Assert.Equal((run.Id, GateVerdict.Inconclusive, 40), (kept.RunId, kept.Verdict, kept.Rules[0].Cases));
    }

    [Fact]
    public async Task GetRunGates_OfAVersion_JudgesThatOne()
    {
        await SaveAsync([PassRate]);
        var run = await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40), Column.Of(2, 10, 40));

        var judged = Assert.Single((await AskAsync(run.Id, $"{PromptKey}@2")).Value);

        Assert.Equal((2, GateVerdict.Fail), (judged.Version, judged.Evidence.Verdict));
        Assert.Equal("gates.version-not-in-run", (await AskAsync(run.Id, $"{PromptKey}@1")).Error?.Code);
        Assert.Equal("gates.version-name", (await AskAsync(run.Id, PromptKey)).Error?.Code);
        Assert.Empty((await AskAsync(run.Id, "other/prompt@1")).Value);
    }

    [Fact]
    public async Task GetRunGates_UnderAnExceptionInForce_NamesIt()
    {
        await SaveAsync([PassRate]);
        var run = await _world.RunAsync(RunState.Completed, Column.Of(3, 10, 40));
        await using (var context = _world.Open())
        {
            context.GateExceptions.Add(new GateException
            {
                PromptId = _world.PromptId,
                VersionNumber = 3,
                ContentHash = _world.Versions[2].ContentHash,
                GateKind = GateKind.Baseline,
                RuleWords = GateWords.Of(PassRate),
                Reason = "Ships behind a flag until the next run",
                CompensatingControls = "The flag",
                ValidUntil = _world.Console.Clock.GetUtcNow().UtcDateTime.AddDays(3),
                State = GateExceptionState.Approved,
                RequestedById = "u-a",
                RequestedByName = "A",
            });
            await context.SaveChangesAsync(None);
        }

        var judged = Assert.Single((await RunGatesAsync(run.Id)).Value);

        Assert.Equal(GateVerdict.Fail, judged.Evidence.Verdict);
        Assert.True(judged.Exceptions.IsExcepted(judged.Evidence));
        _world.Console.Clock.Advance(TimeSpan.FromDays(4));
        var later = Assert.Single((await RunGatesAsync(run.Id)).Value);
        Assert.False(later.Exceptions.Admits(later.Evidence));
    }

    [Fact]
    public async Task ListBenchmarkGates_AfterTheGateMovedElsewhere_IsEmpty()
    {
        await SaveAsync([PassRate]);
        var gates = _world.Console.Get<ListBenchmarkGates>();
        var item = Assert.Single((await gates.HandleAsync(BenchmarkKey, TestConsole.Viewer, None)).Value);
        Assert.Equal((PromptKey, 3, true), (item.PromptKey, item.LatestVersion, item.HoldsLatest));

        await RemoveAsync("Moved");

        Assert.Empty((await gates.HandleAsync(BenchmarkKey, TestConsole.Viewer, None)).Value);
    }

    private Task<Result<SaveGate.Saved>> SaveAsync(GateRule[] rules, int? expected = null) =>
        _world.Console.Get<SaveGate>().HandleAsync(new(PromptKey, GateKind.Baseline, BenchmarkKey, rules, "Why", expected), TestConsole.Engineer, None);

    private Task<Result> RemoveAsync(string reason) => _world.Console.Get<RemoveGate>().HandleAsync(new(PromptKey, GateKind.Baseline, reason), TestConsole.Engineer, None);

    private async Task<GetGates.Details> GatesAsync() => (await _world.Console.Get<GetGates>().HandleAsync(PromptKey, TestConsole.Viewer, None)).Value;

    private Task<Result<IReadOnlyList<GetRunGates.Judged>>> AskAsync(int run, string version) =>
        _world.Console.Get<GetRunGates>().HandleAsync(new(run, version), TestConsole.Viewer, None);

    private Task<Result<IReadOnlyList<GetRunGates.Judged>>> RunGatesAsync(int run) => _world.Console.Get<GetRunGates>().HandleAsync(new(run), TestConsole.Viewer, None);

    private async Task PutLiveAsync(int number)
    {
        await using var context = _world.Open();
        context.PromptLabels.Add(new PromptLabel { PromptId = _world.PromptId, Name = PromptLabel.Production, VersionId = _world.Versions[number - 1].Id });
        context.LabelMoves.Add(new LabelMove
        {
            PromptId = _world.PromptId,
            Label = PromptLabel.Production,
            ToNumber = number,
            Why = "released",
            ById = "u-ada",
            ByName = "Ada",
            At = _world.Console.Clock.GetUtcNow().UtcDateTime,
        });
        await context.SaveChangesAsync(None);
    }
}
