using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Features.Judges.JudgeWorld;

namespace OpsConsole.Core.Tests.Features.Judges;

/// <summary>Which judge decides a run is settled when it is planned, wherever its assertions stand.</summary>
public sealed class JudgePinTests : IAsyncDisposable
{
    private readonly JudgeWorld _world = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Plan_JudgesOfCases_ArePinnedToTheirVersions()
    {
        await SeedAsync(i => i switch { 0 => [Rubric("tone")], 1 => [Set(Rubric("tone@1"), Rubric("tone", "not-llm-rubric"))], _ => [] });

        await _world.Runs.PlanAsync();

        await using var context = _world.Runs.Open();
        var pins = (await context.Runs.AsNoTracking().SingleAsync(Now)).CaseJudges!;
        Assert.Equal([new JudgePin("llm-rubric", "tone", "tone@1"), new JudgePin("llm-rubric", "tone@1", "tone@1")], pins.OrderBy(pin => pin.Asked, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_VersionMadeAfterPlanning_DecidesNothing(bool rerun)
    {
        await SeedAsync(_ => [Set(Rubric("tone"))]);
        var run = await _world.Runs.PlanAsync();
        if (rerun)
            await _world.Runs.ExecuteAsync(run);
        await AddVersionAsync();
        if (rerun)
        {
            var choice = new CandidateChoice(run, 0);
            run = (await _world.Runs.Get<RerunCases>().HandleAsync(new([choice], choice, ["C-0001"], "1 case", 1), _world.Runs.Engineer, Now)).Value.RunId;
        }

        await _world.Runs.ExecuteAsync(run);

        Assert.All(await _world.Runs.CellsAsync(run), cell => Assert.Equal("tone@1", Results(cell).Single().Parts!.Single().Judge));
    }

    [Fact]
    public async Task Plan_NoJudgeForABenchmarksAssertion_NamesIt()
    {
        await _world.Runs.SeedAsync(new() { Cases = 1, Assertions = [new() { Type = "is-json" }, Set(new Assertion { Type = "is-json" }, Rubric(null))] });

        var refused = await PlanAsync();

        Assert.Equal(("judges.none", "Assertion 2, 2 in the set (llm-rubric): No judge serves llm-rubric. Make one under Judges."), (refused.Code, refused.Message));
    }

    [Fact]
    public async Task Plan_JudgeOfACaseThatDoesNotExist_NamesCaseAndAssertionAndStartsNothing()
    {
        await SeedAsync(i => i == 1 ? [new() { Type = "is-json" }, Rubric("gone")] : []);

        var refused = await PlanAsync();

        Assert.Equal(("judges.not-found", "Case C-0002, assertion 2 (llm-rubric): There is no judge 'gone', or it is retired."), (refused.Code, refused.Message));
        Assert.Equal("case C-0002, assertion 2 (llm-rubric)", Assert.Single(refused.Details!).Where);
        Assert.Equal(0, _world.Server.Requests);
        await using var context = _world.Runs.Open();
        Assert.False(await context.Runs.AnyAsync(Now));
    }

    [Fact]
    public async Task Plan_JudgesOfManyCasesThatDoNotExist_CountsAllAndListsSome()
    {
        await SeedAsync(i => i == 0 ? [] : [Rubric("gone")], cases: 30);

        var refused = await PlanAsync();

        Assert.EndsWith("28 more cannot be judged either.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(20, refused.Details!.Count);
    }

    [Fact]
    public async Task Plan_JudgeOfACaseThatServesAnotherType_IsRefused()
    {
        await SeedAsync(_ => [Rubric("tone", "factuality")]);

        Assert.Equal("judges.other-type", (await PlanAsync()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plan_CapAndAJudgeWithoutAPrice_IsRefused(bool onTheCase)
    {
        await _world.StartAsync(_ => FakeReply.Answer("fine"), new()
        {
            Cases = 1,
            SpendCap = Money.FromDollars(1),
            PricePerMillion = Money.FromDollars(1),
            Assertions = onTheCase ? [] : [Rubric("tone")],
            CaseAssertions = _ => onTheCase ? [Rubric("tone")] : [],
        });
        await _world.AddModelAsync();
        await _world.MakeAsync("tone", "llm-rubric");

        var refused = await PlanAsync();

        Assert.Equal("runs.no-price", refused.Code);
        Assert.EndsWith("(llm-rubric): The spend cap cannot be kept: 'judge-model' has no price that is valid today. Add a price, or remove the cap.", refused.Message, StringComparison.Ordinal);
    }

    private async Task SeedAsync(Func<int, IReadOnlyList<Assertion>> assertions, int cases = 3)
    {
        await _world.StartAsync(request => request.Model == JudgeModel ? Verdict(true, 1) : FakeReply.Answer("fine"), new() { Cases = cases, CaseAssertions = assertions });
        await _world.AddModelAsync();
        await _world.MakeAsync("tone", "llm-rubric");
    }

    private async Task AddVersionAsync()
    {
        var draft = new JudgeDraft { Name = "tone", AssertionType = "llm-rubric", PromptKey = "judges/tone", ProviderKey = "loopback", ModelKey = JudgeModel, KappaFloor = 0.9 };
        Assert.Equal(2, (await _world.Runs.Get<AddJudgeVersion>().HandleAsync(new("tone", draft), _world.Runs.Engineer, Now)).Value);
    }

    private async Task<Error> PlanAsync() => (await _world.Runs.Get<PlanRun>().HandleAsync(new(RunWorld.BenchmarkKey, RunTrigger.Person), _world.Runs.Engineer, Now)).Error!;

    private static Assertion Rubric(string? judge, string type = "llm-rubric") => new() { Type = type, Value = JudgeWorld.Value("is polite"), Judge = judge };

    private static Assertion Set(params Assertion[] assertions) => new() { Type = "assert-set", Assert = assertions };
}
