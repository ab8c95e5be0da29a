using OpsConsole.Cli.Eval.Earlier;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One pass over the results of an evaluation, for every file, the comparison and the terminal at once.</summary>
internal static class ResultPass
{
    private const int ShownFailures = 5;

    /// <param name="Failures">The first results that did not pass.</param>
    public sealed record Seen(IReadOnlyList<EvalResult> Failures, IReadOnlyList<ComparedWithBase> Comparisons);

    /// <param name="comparison">Hears of every result; null where nothing is compared.</param>
    public static async Task<Seen> RunAsync(
        EvalReport report, IAsyncEnumerable<ExportRunResults.Row> rows, BaseComparison? comparison, List<IResultWriter> writers, CancellationToken cancellationToken)
    {
        var stats = new EvalStats();
        var outputs = new ShownOutputs();
        var failures = new List<EvalResult>();
        foreach (var writer in writers)
            writer.Begin(report);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var test = report.Plan.Config.Tests[row.CasePosition];
            var candidate = report.Plan.Candidates[row.CandidatePosition];
            var result = new EvalResult(row, candidate, test) { Output = writers.Count == 0 ? row.Output : outputs.Of(row.Output, candidate, test) };
            stats.Add(result);
            comparison?.Add(result);
            foreach (var writer in writers)
                writer.Write(result);
            if (!result.Success && failures.Count < ShownFailures)
                failures.Add(result);
            if (writers.Count == 0 && comparison is null && failures.Count == ShownFailures)
                break;
        }

        stats.Comparisons = comparison?.Compare() ?? [];
        foreach (var writer in writers)
            writer.End(stats);
        return new Seen(failures, stats.Comparisons);
    }
}
