using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class ComparisonProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CompareRuns)] = async on =>
        {
            // Over another dataset version, so that contents are read as well; the dataset of the world is frozen.
            await OkAsync(on.Get<FreezeDataset>().HandleAsync(new(on.World.Dataset.Key, false, "to add"), UseCaseProbes.Actor, Now));
            await OkAsync(on.Get<AddDatasetVersion>().HandleAsync(new(on.World.Dataset.Key, new MemoryStream("id,question\nN-1,What?\n"u8.ToArray()), DatasetFormat.Csv, "why"), UseCaseProbes.Actor, Now));
            var other = await ExecuteAsync(on);
            var running = await OkAsync(on.Get<CompareRuns>().HandleAsync(new([new(on.World.Run.Id, null), new(other, null)]), UseCaseProbes.Actor, Now));
            await running.Completed;
            Assert.NotEmpty(running.Report.Pairing.LeftOut);
        },
        [typeof(GetComparedCase)] = async on =>
        {
            var shown = await OkAsync(on.Get<GetComparedCase>().HandleAsync(new([new(on.World.Run.Id, 0)], on.World.Run.Id, on.World.Case.Key), UseCaseProbes.Actor, Now));
            Assert.Single(shown.Case.Cells);
        },
        [typeof(ListComparable)] = async on =>
            Assert.NotEmpty(Assert.Single(await OkAsync(on.Get<ListComparable>().HandleAsync(new(on.World.System.Key, on.World.Benchmark.Key), UseCaseProbes.Actor, Now))).Candidates),
        [typeof(RerunCases)] = RerunAsync,
        [typeof(ListReruns)] = async on =>
        {
            var (whole, part) = await RerunAsync(on);
            await OkAsync(on.Get<ExecuteRun>().HandleAsync(part, UseCaseProbes.Actor, Now));
            Assert.NotNull(Assert.Single(await OkAsync(on.Get<ListReruns>().HandleAsync(whole, UseCaseProbes.Actor, Now))).Holding);
        },
        [typeof(PinBaseline)] = on => OkAsync(on.Get<PinBaseline>().HandleAsync(new(on.World.Benchmark.Key, on.World.Run.Id), UseCaseProbes.Actor, Now)),
        [typeof(SaveReport)] = SaveAsync,
        [typeof(GetReport)] = async on => await OkAsync(on.Get<GetReport>().HandleAsync(await SaveAsync(on), UseCaseProbes.Actor, Now)),
        [typeof(ListReports)] = async on => Assert.NotEmpty((await OkAsync(on.Get<ListReports>().HandleAsync(new(on.World.System.Key, 99_999), UseCaseProbes.Actor, Now))).Items),
    };

    private static Task<string> SaveAsync(ProbedConsole on) =>
        OkAsync(on.Get<SaveReport>().HandleAsync(new(new([new(on.World.Run.Id, null)]), ReportKind.Routing), UseCaseProbes.Actor, Now));

    private static async Task<int> ExecuteAsync(ProbedConsole on)
    {
        var planned = await OkAsync(on.Get<PlanRun>().HandleAsync(new(on.World.Benchmark.Key, RunTrigger.Api, on.NewKey), UseCaseProbes.Actor, Now));
        Assert.Equal(RunState.Completed, await OkAsync(on.Get<ExecuteRun>().HandleAsync(planned.RunId, UseCaseProbes.Actor, Now)));
        return planned.RunId;
    }

    private static async Task<(int Whole, int Part)> RerunAsync(ProbedConsole on)
    {
        var whole = await ExecuteAsync(on);
        var planned = await OkAsync(on.Get<RerunCases>().HandleAsync(new([new(whole, 0)], new(whole, 0), [on.World.Case.Key], "1 case", 2), UseCaseProbes.Actor, Now));
        return (whole, planned.RunId);
    }
}
