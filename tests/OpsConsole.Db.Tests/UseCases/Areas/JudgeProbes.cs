using OpsConsole.Core.Features.Judges;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class JudgeProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CreateJudge)] = CreateAsync,
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

    private static JudgeDraft Draft(ProbedConsole on) => new()
    {
        Name = "Tone", AssertionType = "llm-rubric", SystemKey = on.World.System.Key, ProviderKey = on.World.Provider.Key, ModelKey = on.World.Model.Key,
    };
}
