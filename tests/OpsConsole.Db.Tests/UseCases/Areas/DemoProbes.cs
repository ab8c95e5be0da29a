using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class DemoProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(SeedDemoLabels)] = async on =>
        {
            var demo = Path.Combine(AppContext.BaseDirectory, "seed", "demo");
            await using var prices = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "seed", "price-book.json"));
            await OkAsync(on.Get<LoadPriceBook>().HandleAsync(prices, null, UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<SeedDemoWorkspace>().HandleAsync(demo, UseCaseProbes.Actor, Now));
            var planned = await OkAsync(on.Get<PlanRun>().HandleAsync(new("support-baseline", RunTrigger.Schedule), UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<ExecuteRun>().HandleAsync(planned.RunId, UseCaseProbes.Actor, Now));
            Assert.True(await OkAsync(on.Get<SeedDemoLabels>().HandleAsync(demo, UseCaseProbes.Actor, Now)));
        },
        [typeof(SeedDemoHistory)] = async on =>
        {
            var seed = Path.Combine(AppContext.BaseDirectory, "seed");
            await using var prices = File.OpenRead(Path.Combine(seed, "price-book.json"));
            await OkAsync(on.Get<LoadPriceBook>().HandleAsync(prices, null, UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<SeedDemoWorkspace>().HandleAsync(Path.Combine(seed, "demo"), UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<SeedDemoHistory>().HandleAsync(Path.Combine(seed, "demo"), UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<SeedDemoHistory>().HandleAsync(Path.Combine(seed, "demo"), UseCaseProbes.Actor, Now));
        },
    };
}
