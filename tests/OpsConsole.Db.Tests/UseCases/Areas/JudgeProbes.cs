using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class JudgeProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CreateJudge)] = async on =>
        {
            // A run that asks it: the comparison of candidates at the end of a run has queries of its own.
            var judge = await OkAsync(on.Get<CreateJudge>().HandleAsync(new(on.NewKey, Draft(on) with { AssertionType = "select-best" }), Actor, Now));
            var best = new Assertion { Type = "select-best", Value = JsonSerializer.SerializeToElement("is shorter"), Judge = judge };
            await OkAsync(on.Get<CreateBenchmark>().HandleAsync(
                new(on.World.System.Key, on.NewKey, new BenchmarkDraft { Name = "Best", DatasetKey = on.World.Dataset.Key, Candidates = [Candidate(on, "a", true), Candidate(on, "b", false)], Assertions = [best] }), Actor, Now));
            var run = await OkAsync(on.Get<PlanRun>().HandleAsync(new(on.NewKey, RunTrigger.Api), Actor, Now));
            Assert.Equal(RunState.Completed, await OkAsync(on.Get<ExecuteRun>().HandleAsync(run.RunId, Actor, Now)));
            Assert.Equal(2, (await OkAsync(on.Get<GetRun>().HandleAsync(run.RunId, Actor, Now))).FailedCells);
        },
        [typeof(AddJudgeVersion)] = async on =>
        {
            var key = await CreateAsync(on);
            Assert.Equal(2, await OkAsync(on.Get<AddJudgeVersion>().HandleAsync(new(key, Draft(on) with { PromptKey = on.World.Prompt.Key, KappaFloor = 0.7 }), Actor, Now)));
        },
        [typeof(RetireJudge)] = async on =>
        {
            var key = await CreateAsync(on);
            await OkAsync(on.Get<RetireJudge>().HandleAsync(new(key, 1, "weak"), Actor, Now));
        },
        [typeof(ListJudges)] = async on =>
        {
            var key = await CreateAsync(on);
            Assert.Contains((await OkAsync(on.Get<ListJudges>().HandleAsync(Actor, Now))).Items, item => item.Key == key);
        },
        [typeof(GetJudge)] = async on => Assert.Single((await OkAsync(on.Get<GetJudge>().HandleAsync(await CreateAsync(on), Actor, Now))).Versions),
    };

    private static Task<string> CreateAsync(ProbedConsole on) => OkAsync(on.Get<CreateJudge>().HandleAsync(new(on.NewKey, Draft(on)), Actor, Now));

    private static CandidateDraft Candidate(ProbedConsole on, string name, bool isBaseline) =>
        new(name, on.World.Prompt.Key, 1, on.World.Provider.Key, on.World.Model.Key, ModelParameters.Default, isBaseline);

    private static JudgeDraft Draft(ProbedConsole on) => new()
    {
        Name = "Tone",
        AssertionType = "llm-rubric",
        SystemKey = on.World.System.Key,
        ProviderKey = on.World.Provider.Key,
        ModelKey = on.World.Model.Key,
    };
}
