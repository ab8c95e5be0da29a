using OpsConsole.Core.Features.Incidents;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class IncidentProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(DeclareIncident)] = on => DeclareAsync(on),
        [typeof(GetIncident)] = async on => Assert.NotEmpty((await OkAsync(on.Get<GetIncident>().HandleAsync(await DeclareAsync(on), Actor, Now))).Blocks),
        [typeof(ListIncidents)] = async on =>
        {
            await DeclareAsync(on);
            Assert.Single((await OkAsync(on.Get<ListIncidents>().HandleAsync(new(OpenOnly: true, on.World.System.Key), Actor, Now))).Items);
            Assert.Equal(2, (await OkAsync(on.Get<ListIncidents>().HandleAsync(new(SystemKey: on.World.System.Key), Actor, Now))).Total);
        },
        [typeof(ResolveIncident)] = async on => await OkAsync(on.Get<ResolveIncident>().HandleAsync(new(await DeclareAsync(on), "rolled back"), Actor, Now)),
    };

    private static Task<string> DeclareAsync(ProbedConsole on) => OkAsync(on.Get<DeclareIncident>().HandleAsync(new(on.World.System.Key, 1, "Answers name the wrong excess"), Actor, Now));
}
