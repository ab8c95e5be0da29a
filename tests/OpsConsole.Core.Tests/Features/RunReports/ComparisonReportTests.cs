using System.Text;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Features.RunReports;

public sealed class ComparisonReportTests
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Html)]
    public async Task Write_AComparison_IsTheGoldenFile(ReportFormat format)
    {
        using var stream = new MemoryStream();
        await ComparisonReportWriter.WriteAsync(stream, Report(), format, TestContext.Current.CancellationToken);

        GoldenFile.Check($"comparison.{ReportFormats.Extension(format)}", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static ComparisonReport Report() => new(
        Noon, "support", "Support <b>", "/compare?runs=7,8", [Run(7), Run(8)],
        [
            Candidate("7.0", "v6 · small", 7, 0.6, 1.5m, null, null),
            Candidate("8.1", "v7 · large", 8, 0.8, 6m, Difference(0.2, ComparisonVerdict.Better, "Better by 20.0 points (5.0 to 35.0), 40 cases"), Difference(0.05, null, null)),
        ],
        "7.0", new CasePairing(40, []), new CaseCounts(40, 10, 1, 1, 0, 0), ScoresArePasses: false,
        [new ComparedSlice("storm", 12, [new SliceFigure(new Estimate(0.5, 0.25, 0.75), null), new SliceFigure(new Estimate(0.75, 0.47, 0.91), new PartialEstimate(0.25, null, null))])],
        new RoutingAdvice(0.02, "8.1", "8.1", "Route to v7 · large", ["It passes most."], [], ["30 more cases could tell."]),
        ["2 cases of RUN-0008 are left out: their questions differ."],
        [
            new ComparedCase("C-1", "=1+1 | <i>", ["storm"], [new CaseCell(CaseOutcome.Fail, 0, 0, 1), new CaseCell(CaseOutcome.Pass, 1, 1, 1)]),
            new ComparedCase("C-2", "The same", [], [new CaseCell(CaseOutcome.Pass, 1, 1, 1), new CaseCell(CaseOutcome.Pass, 1, 1, 1)]),
        ],
        IsComplete: true);

    private static ComparedRun Run(int id) => new(id, "support-baseline", "Answers", RunState.Completed, "support-golden", 2, 42, 1, Noon, 0.02m, null);

    private static ComparedCandidate Candidate(string id, string name, int run, double rate, decimal cost, ComparedDifference? pass, ComparedDifference? score) => new(
        id, name, run, id[^1] - '0', pass is null, "support/answer", run - 1, "openai", ProviderKind.OpenAI, "small", false, 40, 0, new Estimate(0, 0, 0.09), 0, 0,
        new Estimate(rate, rate - 0.15, rate + 0.1), new PartialEstimate(rate, null, null), 400, 1900, cost, pass, score, [], false);

    private static ComparedDifference Difference(double value, ComparisonVerdict? verdict, string? words) => new(
        40, value, verdict is null ? null : value - 0.15, verdict is null ? null : value + 0.15, 0.01, 0.02, 0.18, 130, ComparisonMethod.NewcombeMcNemar, verdict, words, 10, 2);
}
