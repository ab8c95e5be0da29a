using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class TierProbes
{
    private static readonly Actor Ines = Core.Common.Actor.Person("u-ines", "Inês", [Role.Security]);

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(GetSystemTier)] = async on => Assert.NotNull((await OkAsync(on.Get<GetSystemTier>().HandleAsync(on.World.System.Key, UseCaseProbes.Actor, Now))).Tier.Lowering),
        [typeof(ListSystemHistory)] = on => OkAsync(on.Get<ListSystemHistory>().HandleAsync(on.World.System.Key, UseCaseProbes.Actor, Now)),
        [typeof(RequestTierLowering)] = on => RequestAsync(on),
        [typeof(DecideTierLowering)] = async on => await OkAsync(on.Get<DecideTierLowering>().HandleAsync(new(await RequestAsync(on), Approve: true), Ines, Now)),
        [typeof(WithdrawTierLowering)] = async on => await OkAsync(on.Get<WithdrawTierLowering>().HandleAsync(new(await RequestAsync(on), "not needed"), UseCaseProbes.Actor, Now)),
    };

    private static Task<int> RequestAsync(ProbedConsole on) => OkAsync(on.Get<RequestTierLowering>().HandleAsync(
        new(on.World.System.Key, 1, 90, "Twelve testers of our own use it, and nobody else can."), UseCaseProbes.Actor, Now));
}
