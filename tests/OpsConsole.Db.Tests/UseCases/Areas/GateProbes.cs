using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class GateProbes
{
    private static readonly Core.Common.Actor Ines = Core.Common.Actor.Person("u-ines", "Inês", [Role.Security]);

    private static readonly GateRule[] Rules = [new(GateMeasure.PassRate, GateComparison.AtMost, 0.5), new(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0.1)];

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(SaveGate)] = on => OkAsync(on.Get<SaveGate>().HandleAsync(Gate(on, GateKind.Baseline), UseCaseProbes.Actor, Now)),
        [typeof(RemoveGate)] = on => OkAsync(on.Get<RemoveGate>().HandleAsync(new(on.World.Prompt.Key, GateKind.Baseline, "why"), UseCaseProbes.Actor, Now)),
        [typeof(GetGates)] = async on =>
        {
            var gates = await OkAsync(on.Get<GetGates>().HandleAsync(on.World.Prompt.Key, UseCaseProbes.Actor, Now));
            Assert.Single(gates.Evidence);
        },
        [typeof(PreviewGate)] = async on =>
        {
            var preview = await OkAsync(on.Get<PreviewGate>().HandleAsync(new(on.World.Prompt.Key, on.World.Benchmark.Key, Rules), UseCaseProbes.Actor, Now));
            Assert.Single(preview.Runs);
        },
        [typeof(GetRunGates)] = async on => Assert.Single(await OkAsync(on.Get<GetRunGates>().HandleAsync(new(on.World.Run.Id, $"{on.World.Prompt.Key}@1"), UseCaseProbes.Actor, Now))),
        [typeof(ListBenchmarkGates)] = async on => Assert.Single(await OkAsync(on.Get<ListBenchmarkGates>().HandleAsync(on.World.Benchmark.Key, UseCaseProbes.Actor, Now))),
        [typeof(RequestException)] = AskAsync,
        [typeof(DecideException)] = async on => await OkAsync(on.Get<DecideException>().HandleAsync(new(await AskAsync(on), true, "seen", 0), Ines, Now)),
        [typeof(WithdrawException)] = async on => await OkAsync(on.Get<WithdrawException>().HandleAsync(new(await AskAsync(on), "why", 0), UseCaseProbes.Actor, Now)),
        [typeof(GetException)] = async on => Assert.NotNull((await OkAsync(on.Get<GetException>().HandleAsync(await AskAsync(on), Ines, Now))).Evidence),
        [typeof(ListExceptions)] = async on =>
        {
            await OkAsync(on.Get<ListExceptions>().HandleAsync(new(After: "EXC-0099"), UseCaseProbes.Actor, Now));
            foreach (var filter in Enum.GetValues<ExceptionFilter>())
                await OkAsync(on.Get<ListExceptions>().HandleAsync(new(filter, on.World.Prompt.Key), UseCaseProbes.Actor, Now));
        },
    };

    private static SaveGate.Command Gate(ProbedConsole on, GateKind kind) => new(on.World.Prompt.Key, kind, on.World.Benchmark.Key, Rules, "why");

    private static async Task<string> AskAsync(ProbedConsole on)
    {
        await OkAsync(on.Get<SaveGate>().HandleAsync(Gate(on, GateKind.Safety), UseCaseProbes.Actor, Now));
        return await OkAsync(on.Get<RequestException>().HandleAsync(
            new(on.World.Prompt.Key, 1, GateKind.Safety, GateWords.Of(Rules[0]), "One case is no evidence of anything.", "none", World.Noon.AddDays(20)), UseCaseProbes.Actor, Now));
    }
}
