using OpsConsole.Core.Features.Reports;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Report;

/// <summary>The figures of the candidates, in words for a table: the same in the terminal and in the HTML page.</summary>
internal sealed class CandidateColumns
{
    private readonly EvalReport _report;
    private readonly string[] _metrics;

    public CandidateColumns(EvalReport report)
    {
        _report = report;
        _metrics = [.. report.Run.Candidates.SelectMany(candidate => candidate.Summary?.Metrics ?? []).Select(metric => metric.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<(string Head, bool IsText)> Heads =>
    [
        ("#", false), ("candidate", true), ("passed", false), ("pass rate", false), ("95 %", false), ("score", false), ("95 %", false),
        .. _metrics.SelectMany(metric => new[] { (metric, false), ("95 %", false) }), ("errors", false), ("p50", false), ("p95", false), ("tokens in", false), ("out", false), ("cost", false),
    ];

    public IEnumerable<IReadOnlyList<string>> Rows => _report.Run.Candidates.Select(Row);

    private IReadOnlyList<string> Row(GetRun.Candidate candidate)
    {
        var summary = candidate.Summary;
        return
        [
            FigureText.Count(candidate.Position),
            candidate.Name,
            $"{FigureText.Count(candidate.PassedCells)}/{FigureText.Count(candidate.DoneCells + candidate.FailedCells)}",
            FigureText.Percent(summary?.PassRate?.Value),
            FigureText.Range(summary?.PassRate?.Low, summary?.PassRate?.High),
            FigureText.Score(summary?.MeanScore?.Value),
            FigureText.ScoreRange(summary?.MeanScore),
            .. _metrics.Select(name => summary?.Metrics.FirstOrDefault(metric => metric.Name == name)).SelectMany(metric => new[] { FigureText.Score(metric?.Mean), FigureText.ScoreRange(metric?.Interval) }),
            FigureText.Count(candidate.FailedCells),
            FigureText.Milliseconds(summary?.LatencyP50),
            FigureText.Milliseconds(summary?.LatencyP95),
            FigureText.Count(candidate.InputTokens),
            FigureText.Count(candidate.OutputTokens),
            FigureText.Dollars(summary?.CostPer1000Usd is null ? null : candidate.Cost.Dollars),
        ];
    }
}
