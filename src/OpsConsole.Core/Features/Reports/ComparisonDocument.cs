using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports.Document;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Reports;

/// <summary>What the report of a comparison says: the advice, the candidates, their differences from the baseline, slices, and the cases that differ.</summary>
public static class ComparisonDocument
{
    public static ReportDocument Of(ComparisonReport report) => new(
        $"{report.SystemName}: {report.Candidates.Count} candidates compared",
        report.Routing?.Answer,
        [
            new("Baseline", report.BaselineCandidate.Name),
            new("Runs", string.Join(", ", report.Runs.Select(run => $"{run.Key} of {run.BenchmarkKey}"))),
            new("Datasets", string.Join(", ", report.Runs.Select(run => $"{run.DatasetKey} v{run.DatasetVersion}").Distinct())),
            new("Cases compared", FigureText.Count(report.Pairing.Compared)),
        ],
        [.. Notes(report), .. Routing(report), .. Candidates(report), .. Differences(report), .. Charts(report), .. Slices(report), .. Cases(report)],
        $"Computed by OpsConsole, {FigureText.Moment(report.At)}. Intervals are 95 %; differences are paired by case, repeats averaged first, p values corrected by Holm over candidates and measures.");

    private static IEnumerable<ReportBlock> Notes(ComparisonReport report) => report.Notes.Select(note => new ReportParagraph(note));

    private static IEnumerable<ReportBlock> Routing(ComparisonReport report)
    {
        if (report.Routing is not { } routing)
            yield break;
        yield return new ReportHeading("Routing");
        foreach (var sentence in routing.Reasons.Concat(routing.Changes))
            yield return new ReportParagraph(sentence);
    }

    private static IEnumerable<ReportBlock> Candidates(ComparisonReport report)
    {
        yield return new ReportHeading("Candidates");
        yield return new ReportTable(
            [
                new("Candidate"), new("Run"), new("Prompt"), new("Model"), new("n", true), new("Pass rate", true), new("95 % interval", true), new("Mean score", true),
                new("Cases in error", true), new("p50", true), new("p95", true), new("Cost per 1,000", true),
            ],
            [.. report.Candidates.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(ComparedCandidate candidate) =>
    [
        candidate.Name + (candidate.IsBaseline ? " (baseline)" : candidate.Dominated ? " (dominated)" : ""),
        Run.KeyOf(candidate.RunId),
        $"{candidate.PromptKey} v{candidate.PromptNumber}",
        candidate.IsReferenceMethod ? $"{candidate.ModelKey} (reference method)" : $"{candidate.ProviderKey}/{candidate.ModelKey}",
        FigureText.Count(candidate.Cases),
        FigureText.Percent(candidate.PassRate?.Value),
        FigureText.Range(candidate.PassRate?.Low, candidate.PassRate?.High),
        FigureText.Score(candidate.MeanScore?.Value),
        FigureText.Count(candidate.ErrorCases),
        FigureText.Milliseconds(candidate.LatencyP50),
        FigureText.Milliseconds(candidate.LatencyP95),
        FigureText.Dollars(candidate.CostPer1000Usd),
    ];

    private static IEnumerable<ReportBlock> Differences(ComparisonReport report)
    {
        var rows = report.Candidates.Where(candidate => !candidate.IsBaseline)
            .SelectMany(candidate => new (string Name, string Measure, ComparedDifference? Difference)[]
            {
                (candidate.Name, "Pass rate", candidate.Pass), (candidate.Name, "Mean score", report.ScoresArePasses ? null : candidate.Score),
            })
            .Where(row => row.Difference is not null)
            .ToList();
        if (rows.Count == 0)
            yield break;
        yield return new ReportHeading($"Against {report.BaselineCandidate.Name}");
        yield return new ReportTable(
            [new("Candidate"), new("Measure"), new("n", true), new("Difference", true), new("95 % interval", true), new("p, corrected", true), new("Fixed", true), new("Regressed", true), new("Verdict")],
            [.. rows.Select(row => Row(row.Name, row.Measure, row.Difference!))],
            [.. rows.Select(row => Tone(row.Difference!.Verdict))]);
    }

    private static IReadOnlyList<string> Row(string name, string measure, ComparedDifference difference) =>
    [
        name,
        measure,
        FigureText.Count(difference.Cases),
        FigureText.Points(difference.Value),
        FigureText.PointRange(difference.Low, difference.High),
        FigureText.Probability(difference.AdjustedP),
        FigureText.Count(difference.Fixed),
        FigureText.Count(difference.Regressed),
        difference.Words ?? FigureText.Unknown,
    ];

    private static IEnumerable<ReportBlock> Charts(ComparisonReport report)
    {
        yield return new IntervalChart(
            "Pass rate with its 95 % interval",
            [.. report.Candidates.Select(candidate => new IntervalMark(candidate.Name, candidate.PassRate?.Value, candidate.PassRate?.Low, candidate.PassRate?.High))],
            new ChartScale(0, 1, RunCharts.Percent));
        var points = report.Candidates.Where(candidate => candidate is { CostPer1000Usd: not null, PassRate: not null })
            .Select(candidate => new ScatterPoint(candidate.Name, (double)candidate.CostPer1000Usd!.Value, candidate.PassRate!.Value))
            .ToList();
        if (points.Count >= 2 && points.Exists(point => point.X > 0))
            yield return RunCharts.Quality(points);
    }

    private static IEnumerable<ReportBlock> Slices(ComparisonReport report)
    {
        if (report.Slices.Count == 0)
            yield break;
        yield return new ReportHeading("Pass rate by tag");
        yield return new ReportTable(
            [new("Tag"), new("n", true), .. report.Candidates.Select(candidate => new ReportColumn(candidate.Name, true))],
            [.. report.Slices.Select(slice => (IReadOnlyList<string>)[slice.Tag, FigureText.Count(slice.Cases), .. slice.Candidates.Select(Slice)])]);
    }

    private static string Slice(SliceFigure figure) => figure.PassRate is { } rate
        ? $"{FigureText.Percent(rate.Value)} ({FigureText.Range(rate.Low, rate.High)}){(figure.Difference is { } difference ? $", {FigureText.Points(difference.Value)}" : "")}"
        : FigureText.Unknown;

    private static IEnumerable<ReportBlock> Cases(ComparisonReport report)
    {
        var differing = new CaseRows(report).Of(CaseMode.Differing);
        if (differing.Count == 0)
            yield break;
        yield return new ReportHeading("Cases that differ");
        if (differing.Count > RunReport.Listed || report.Counts.Differing > differing.Count)
            yield return new ReportParagraph($"The first {FigureText.Count(Math.Min(differing.Count, RunReport.Listed))} of {FigureText.Count(Math.Max(report.Counts.Differing, differing.Count))}.");
        yield return new ReportTable(
            [new("Case"), new("Title"), .. report.Candidates.Select(candidate => new ReportColumn(candidate.Name))],
            [.. differing.Take(RunReport.Listed).Select(row => (IReadOnlyList<string>)[row.Key, row.Title, .. row.Cells.Select(Outcome)])]);
    }

    private static string Outcome(CaseCell cell) => cell.Outcome switch
    {
        CaseOutcome.Pass => "pass",
        CaseOutcome.Fail => "fail",
        CaseOutcome.Unstable => $"unstable, {cell.Passed} of {cell.Answered} pass",
        CaseOutcome.Error => "error",
        CaseOutcome.Missing => FigureText.Unknown,
    };

    private static ReportTone Tone(ComparisonVerdict? verdict) => verdict switch
    {
        ComparisonVerdict.Better => ReportTone.Good,
        ComparisonVerdict.Worse => ReportTone.Bad,
        _ => ReportTone.None,
    };
}
