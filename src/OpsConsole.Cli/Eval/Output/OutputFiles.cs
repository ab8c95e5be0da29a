using OpsConsole.Cli.Eval.Earlier;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>The files that were asked for, opened before the first call and filled in one pass over the results.</summary>
internal sealed class OutputFiles : IDisposable
{
    private const int ShownFailures = 5;

    private static readonly Dictionary<string, Func<OutputFile, EvalReport, IResultWriter>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = (file, report) => new JsonResults(file.Stream, report),
        [".jsonl"] = (file, _) => new JsonLines(file.Stream),
        [".ndjson"] = (file, _) => new JsonLines(file.Stream),
        [".csv"] = (file, report) => new CsvResults(file.Stream, report),
        [".html"] = (file, report) => new HtmlResults(file.Stream, report),
        [".xml"] = (file, report) => new JUnitResults(file.Stream, report),
    };

    private readonly List<OutputFile> _files = [];

    public Error? Fault { get; private set; }

    public bool Any => _files.Count > 0;

    public static OutputFiles Open(IEnumerable<string> paths)
    {
        var outputs = new OutputFiles();
        foreach (var path in paths.Select(Path.GetFullPath).Distinct())
        {
            if (!Formats.ContainsKey(Path.GetExtension(path)))
            {
                outputs.Fault ??= Error.Invalid("eval.output-format", $"{path}: results are written as {string.Join(", ", Formats.Keys)}.");
                continue;
            }

            try
            {
                outputs._files.Add(OutputFile.Open(path));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                outputs.Fault ??= Error.Invalid("eval.output-path", $"{path} cannot be written: {fault.Message}");
            }
        }

        return outputs;
    }

    /// <param name="Failures">The first results that did not pass.</param>
    public sealed record Written(IReadOnlyList<EvalResult> Failures, IReadOnlyList<ComparedWithBase> Comparisons);

    /// <param name="comparison">Hears of every result; null where nothing is compared.</param>
    public async Task<Written> WriteAsync(
        EvalReport report, IAsyncEnumerable<ExportRunResults.Row> rows, BaseComparison? comparison, CancellationToken cancellationToken)
    {
        var stats = new EvalStats();
        var outputs = new ShownOutputs();
        var failures = new List<EvalResult>();
        var writers = _files.ConvertAll(file => Formats[Path.GetExtension(file.Path)](file, report));
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                var test = report.Plan.Config.Tests[row.CasePosition];
                var result = new EvalResult(row, report.Plan.Candidates[row.CandidatePosition], test) { Output = writers.Count == 0 ? row.Output : outputs.Of(row.Output, report.Plan.Candidates[row.CandidatePosition], test) };
                stats.Add(result);
                comparison?.Add(result);
                writers.ForEach(writer => writer.Write(result));
                if (!result.Success && failures.Count < ShownFailures)
                    failures.Add(result);
                if (writers.Count == 0 && comparison is null && failures.Count == ShownFailures)
                    break;
            }

            stats.Comparisons = comparison?.Compare() ?? [];
            writers.ForEach(writer => writer.End(stats));
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }

        _files.ForEach(file => file.Commit());
        return new Written(failures, stats.Comparisons);
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
