using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class RunReportProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(GetRunReport)] = async on =>
        {
            var report = await OkAsync(on.Get<GetRunReport>().HandleAsync(on.World.Run.Id, UseCaseProbes.Actor, Now));
            foreach (var format in Enum.GetValues<ReportFormat>())
            {
                using var file = new MemoryStream();
                await RunReportWriter.WriteAsync(file, report, format, Now);
                Assert.NotEqual(0, file.Length);
            }
        },
        [typeof(GetComparisonReport)] = on => OkAsync(on.Get<GetComparisonReport>().HandleAsync(new([new CandidateChoice(on.World.Run.Id, null)]), UseCaseProbes.Actor, Now)),
    };
}
