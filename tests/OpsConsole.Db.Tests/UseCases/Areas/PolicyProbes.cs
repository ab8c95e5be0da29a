using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class PolicyProbes
{
    private static readonly Actor Katrin = Core.Common.Actor.Person("u-katrin", "Katrin", [Role.Legal]);
    private static readonly Actor Ines = Core.Common.Actor.Person("u-ines", "Inês", [Role.Security]);

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(SeedPolicy)] = on => OkAsync(on.Get<SeedPolicy>().HandleAsync(UseCaseProbes.Actor, Now)),
        [typeof(GetPolicy)] = on => OkAsync(on.Get<GetPolicy>().HandleAsync(UseCaseProbes.Actor, Now)),
        [typeof(ProposePolicy)] = async on => await RejectAsync(on, await ProposeAsync(on)),
        [typeof(DecidePolicy)] = async on =>
        {
            await RejectAsync(on, await ProposeAsync(on));
            await OkAsync(on.Get<DecidePolicy>().HandleAsync(new(await ProposeAsync(on), Approve: true), Ines, Now));
        },
    };

    private static async Task<int> ProposeAsync(ProbedConsole on)
    {
        var active = await OkAsync(on.Get<GetPolicy>().HandleAsync(UseCaseProbes.Actor, Now));
        var tighter = new PolicyTable([.. active.Table.Tiers.Select(tier => tier with { ApprovalHours = tier.ApprovalHours - 1 })]);
        return await OkAsync(on.Get<ProposePolicy>().HandleAsync(new(active.Number, tighter, "shorter"), Katrin, Now));
    }

    // One proposal may be open at a time, and the database is shared by all probes.
    private static Task RejectAsync(ProbedConsole on, int number) => OkAsync(on.Get<DecidePolicy>().HandleAsync(new(number, Approve: false, "not now"), Ines, Now));
}
