using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class PlaygroundProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(RunTrial)] = TryAsync,
        [typeof(VoteOnTrial)] = async on => await OkAsync(on.Get<VoteOnTrial>().HandleAsync(await TryAsync(on), 0, UseCaseProbes.Actor, Now)),
        [typeof(GetTrial)] = async on => Assert.NotEmpty((await OkAsync(on.Get<GetTrial>().HandleAsync(await TryAsync(on), UseCaseProbes.Actor, Now))).Answers),
        [typeof(ListTrials)] = async on =>
        {
            var trial = await TryAsync(on);
            Assert.NotEmpty((await OkAsync(on.Get<ListTrials>().HandleAsync(new(trial + 1, 2), UseCaseProbes.Actor, Now))).Items);
        },
        [typeof(GetModelRanking)] = async on =>
        {
            await OkAsync(on.Get<VoteOnTrial>().HandleAsync(await TryAsync(on), 0, UseCaseProbes.Actor, Now));
            Assert.NotEmpty((await OkAsync(on.Get<GetModelRanking>().HandleAsync(new(on.World.System.Key), UseCaseProbes.Actor, Now))).Items);
            await OkAsync(on.Get<GetModelRanking>().HandleAsync(new(), UseCaseProbes.Actor, Now));
        },
    };

    private static async Task<int> TryAsync(ProbedConsole on)
    {
        await on.Get<CreateProvider>().HandleAsync(new(on.NewKey, ProviderKind.Echo, new() { Name = "Echo" }), UseCaseProbes.Actor, Now);
        foreach (var model in new[] { "one", "two" })
            await on.Get<AddModel>().HandleAsync(new(on.NewKey, model, model), UseCaseProbes.Actor, Now);
        using var board = new TrialBoard(2, TimeProvider.System);
        var request = new TrialRequest(
            on.World.PromptVersion.Messages, on.World.PromptVersion.Variables.ToDictionary(variable => variable.Name, variable => variable.Sample ?? "x"),
            [new ModelChoice(on.NewKey, "one"), new ModelChoice(on.NewKey, "two")], new ModelParameters { MaxOutputTokens = 10 }, Blind: true, on.World.Prompt.Key, on.World.PromptVersion.Number);
        return await OkAsync(on.Get<RunTrial>().HandleAsync(request, board, UseCaseProbes.Actor, Now));
    }
}
