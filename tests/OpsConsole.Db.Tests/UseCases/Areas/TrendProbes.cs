using OpsConsole.Core.Features.Trends;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class TrendProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(GetTrend)] = async on =>
        {
            Assert.NotEmpty((await OkAsync(on.Get<GetTrend>().HandleAsync(new(on.World.Benchmark.Key), UseCaseProbes.Actor, Now))).Runs);
            await OkAsync(on.Get<GetTrend>().HandleAsync(new(on.World.Benchmark.Key, TrendMeasure.LatencyP95, Label: "production"), UseCaseProbes.Actor, Now));
        },
        [typeof(ListMeasures)] = async on =>
        {
            await OkAsync(on.Get<ListMeasures>().HandleAsync(on.World.System.Key, UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<ListMeasures>().HandleAsync(null, UseCaseProbes.Actor, Now));
        },
    };
}
