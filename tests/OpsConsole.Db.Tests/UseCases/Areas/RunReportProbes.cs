using System.Text;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Runs;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class RunReportProbes
{
    private const string Results = """{"results":{"version":3,"results":[{"vars":{"question":"Hail?"},"provider":"openai:x","prompt":{"raw":"Hail?","label":"p"},"response":{"output":"Yes"},"success":true,"score":1}]}}""";

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
        [typeof(PreviewRunImport)] = on => OkAsync(on.Get<PreviewRunImport>().HandleAsync(on.World.System.Key, [new("results.json", () => new MemoryStream(Encoding.UTF8.GetBytes(Results)))], UseCaseProbes.Actor, Now)),
        [typeof(ImportRun)] = on => OkAsync(on.Get<ImportRun>().HandleAsync(on.World.System.Key, [new("results.json", () => new MemoryStream(Encoding.UTF8.GetBytes(Results)))], UseCaseProbes.Actor, Now)),
        [typeof(GetComparisonReport)] = on => OkAsync(on.Get<GetComparisonReport>().HandleAsync(new([new CandidateChoice(on.World.Run.Id, null)]), UseCaseProbes.Actor, Now)),
    };
}
