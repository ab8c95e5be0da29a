using OpsConsole.Core.Features.Policies;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class PolicyProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(SeedPolicy)] = on => OkAsync(on.Get<SeedPolicy>().HandleAsync(Actor, Now)),
    };
}
