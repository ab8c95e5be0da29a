using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Providers;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class DemoProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
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
