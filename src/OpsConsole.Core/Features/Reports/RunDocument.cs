using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Reports.Document;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Reports;

/// <summary>What the report of a run says, in the order that it is read: the answer, the gates, the candidates, what did not pass.</summary>
public static class RunDocument
{
    public static ReportDocument Of(RunReport report) => Of(report.Run, report.At, [.. Gates(report), .. Candidates(report.Run), .. Open(report)]);

    /// <summary>The head of a run and its candidates, without its cases: for a caller that writes these itself.</summary>
    public static ReportDocument Of(GetRun.Detail run, DateTime at) => Of(run, at, [.. Candidates(run)]);

    private static ReportDocument Of(GetRun.Detail run, DateTime at, IReadOnlyList<ReportBlock> blocks) => new(
        run.BenchmarkName,
        Lead(run),
        [
            new("Run", run.Key),
            new("Benchmark", run.BenchmarkKey),
            new("System", run.SystemName),
            new("Dataset", $"{run.DatasetKey} v{run.DatasetVersionNumber}, {FigureText.Count(run.CaseCount)} cases{(run.Repeats > 1 ? $" x {run.Repeats} repeats" : "")}"),
            new("Ended", run.CompletedAt is { } end ? FigureText.Moment(end) : FigureText.Unknown),
            new("Started by", run.StartedByName),
            new("Results", $"{FigureText.Count(run.DoneCells)} answered, {FigureText.Count(run.FailedCells)} in error, of {FigureText.Count(run.TotalCells)}"),
            new("Billed", FigureText.Dollars(run.Cost.Dollars)),
            .. run.IsDemo ? [new ReportFact("Data", "demo")] : Array.Empty<ReportFact>(),
        ],
        blocks,
        $"{run.Key} by OpsConsole {run.CodeVersion}, written {FigureText.Moment(at)}. Intervals are 95 %: Wilson for pass rates, bootstrap for scores; differences are paired by case, p values corrected by Holm.");

    private static string Lead(GetRun.Detail run) => run.State == RunState.Completed
        ? run.Candidates.FirstOrDefault(candidate => candidate.Summary?.VersusBaseline is not null) is { } compared && run.Candidates.Count == 2
            ? $"{compared.Name}: {compared.Summary!.VersusBaseline!.Words}"
            : $"{run.Candidates.Count} {(run.Candidates.Count == 1 ? "candidate" : "candidates")} over {FigureText.Count(run.CaseCount)} cases"
        : $"The run {run.State.Verb()}{(run.StateReason is null ? "." : $": {run.StateReason}")} The figures cover what is there.";

    private static IEnumerable<ReportBlock> Gates(RunReport report)
    {
        foreach (var gate in report.Gates)
        {
            yield return new ReportHeading($"{GateWords.Of(gate.Evidence.Kind)} gate: {gate.PromptKey} v{gate.Version} {GateWords.Said(gate.Evidence.Verdict)}");
            yield return new ReportTable(
                [new("Verdict"), new("Rule"), new("Why")],
                [.. gate.Evidence.Rules.Select(rule => (IReadOnlyList<string>)[GateWords.Of(rule.Verdict), rule.Words, Why(gate, rule)])],
                [.. gate.Evidence.Rules.Select(rule => Tone(rule.Verdict))]);
        }
    }

    private static string Why(GetRunGates.Judged gate, RuleResult rule) => gate.Exceptions.Over(gate.Evidence, rule) is { } exception
        ? $"{rule.Why} {exception.Key} overrides this rule until {FigureText.Day(exception.ValidUntil)}: {exception.Reason}"
        : rule.Why;

    private static IEnumerable<ReportBlock> Candidates(GetRun.Detail run)
    {
        yield return new ReportHeading("Candidates");
        yield return new ReportTable(
            [
                new("Candidate"), new("Prompt"), new("Model"), new("n", true), new("Pass rate", true), new("95 % interval", true), new("Mean score", true), new("Errors", true),
                new("p50", true), new("p95", true), new("Cost per 1,000", true),
            ],
            [.. run.Candidates.Select(Row)]);
        var compared = run.Candidates.Where(candidate => candidate.Summary?.VersusBaseline is not null).ToList();
        if (compared.Count > 0)
        {
            yield return new ReportHeading($"Against {run.Candidates.First(candidate => candidate.IsBaseline).Name}");
            yield return new ReportTable(
                [new("Candidate"), new("Difference", true), new("95 % interval", true), new("p, corrected", true), new("Fixed", true), new("Regressed", true), new("Verdict")],
                [.. compared.Select(candidate => Row(candidate.Name, candidate.Summary!.VersusBaseline!))],
                [.. compared.Select(candidate => Tone(candidate.Summary!.VersusBaseline!.Verdict))]);
        }

        yield return RunCharts.PassRates(run);
        if (RunCharts.Cost(run) is { } cost)
            yield return cost;
    }

    private static IReadOnlyList<string> Row(GetRun.Candidate candidate)
    {
        var summary = candidate.Summary;
        return
        [
            candidate.Name + (candidate.IsBaseline ? " (baseline)" : ""),
            $"{candidate.PromptKey} v{candidate.PromptNumber}",
            candidate.IsReferenceMethod ? $"{candidate.ModelKey} (reference method)" : $"{candidate.ProviderKey}/{candidate.ModelKey}",
            FigureText.Count(summary?.Cases ?? 0),
            FigureText.Percent(summary?.PassRate?.Value),
            FigureText.Range(summary?.PassRate?.Low, summary?.PassRate?.High),
            FigureText.Score(summary?.MeanScore?.Value),
            FigureText.Count(candidate.FailedCells),
            FigureText.Milliseconds(summary?.LatencyP50),
            FigureText.Milliseconds(summary?.LatencyP95),
            FigureText.Dollars(summary?.CostPer1000Usd),
        ];
    }

    private static IReadOnlyList<string> Row(string name, BaselineComparison comparison) =>
    [
        name,
        FigureText.Points(comparison.Difference),
        FigureText.PointRange(comparison.Interval?.Low, comparison.Interval?.High),
        FigureText.Probability(comparison.AdjustedP),
        FigureText.Count(comparison.Fixed),
        FigureText.Count(comparison.Regressed),
        comparison.Words,
    ];

    private static IEnumerable<ReportBlock> Open(RunReport report)
    {
        yield return new ReportHeading("Cases that do not pass");
        if (report.Open == 0)
        {
            var missing = report.Run.TotalCells - report.Run.DoneCells;
            yield return new ReportParagraph(missing == 0
                ? "Every case passes under every candidate."
                : $"Of the results that there are, all pass; {FigureText.Count(missing)} of {FigureText.Count(report.Run.TotalCells)} were not reached.");
            yield break;
        }

        if (report.Open > report.OpenCases.Count)
            yield return new ReportParagraph($"The first {FigureText.Count(report.OpenCases.Count)} of {FigureText.Count(report.Open)}; all of them are in the CSV, JSON and JUnit forms.");
        yield return new ReportTable(
            [new("Case"), new("Title"), .. report.Run.Candidates.Select(candidate => new ReportColumn(candidate.Name))],
            [.. report.OpenCases.Select(row => (IReadOnlyList<string>)[row.Key, row.Title, .. row.Cells.Index().Select(cell => Cell(cell.Item, row.Reasons.GetValueOrDefault(cell.Index)))])]);
    }

    private static string Cell(CaseCell cell, string? reason) => cell.Outcome switch
    {
        CaseOutcome.Pass => "pass",
        CaseOutcome.Fail => $"fail. {reason}",
        CaseOutcome.Unstable => $"unstable, {cell.Passed} of {cell.Answered} pass. {reason}",
        CaseOutcome.Error => $"error. {reason}",
        CaseOutcome.Missing => FigureText.Unknown,
    };

    private static ReportTone Tone(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => ReportTone.Good,
        GateVerdict.Fail => ReportTone.Bad,
        GateVerdict.Inconclusive => ReportTone.Open,
    };

    private static ReportTone Tone(ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Better => ReportTone.Good,
        ComparisonVerdict.Worse => ReportTone.Bad,
        _ => ReportTone.None,
    };
}
