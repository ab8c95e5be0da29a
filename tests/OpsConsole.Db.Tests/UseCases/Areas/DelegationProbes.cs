using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Releases;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class DelegationProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(Core.Features.Releases.Delegate)] = on => GiveAsync(on),
        [typeof(RevokeDelegation)] = async on => await OkAsync(on.Get<RevokeDelegation>().HandleAsync(await GiveAsync(on), Giver(on), Now)),
        [typeof(ListDelegations)] = async on =>
        {
            await GiveAsync(on);
            Assert.Single((await OkAsync(on.Get<ListDelegations>().HandleAsync(Giver(on), Now))).Given);
        },
    };

    private static Actor Giver(ProbedConsole on) => Core.Common.Actor.Person($"giver-{on.NewKey}", "Ada", [Role.Legal]);

    private static async Task<int> GiveAsync(ProbedConsole on)
    {
        var receiver = Core.Common.Actor.Person($"receiver-{on.NewKey}", "Bob", [Role.Engineer]);
        await OkAsync(on.Get<RememberPerson>().HandleAsync(receiver, Now));
        return await OkAsync(on.Get<Core.Features.Releases.Delegate>().HandleAsync(new(Role.Legal, receiver.Id, 30, "leave"), Giver(on), Now));
    }
}
