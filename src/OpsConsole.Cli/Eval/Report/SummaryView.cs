using OpsConsole.Core.Features.Reports;
using OpsConsole.Cli.Eval.Output;

namespace OpsConsole.Cli.Eval.Report;

/// <summary>What stands in the terminal at the end: figures by candidate, the first failures, where it is stored.</summary>
internal static class SummaryView
{
    public static async Task WriteAsync(TextWriter writer, EvalReport report, ResultPass.Seen written, IReadOnlyList<string> unpriced, string databasePath)
    {
        var run = report.Run;
        var columns = new CandidateColumns(report);
        await writer.WriteLineAsync($"{report.Title}: {FigureText.Count(run.CaseCount, "test")} x {FigureText.Count(run.Candidates.Count, "candidate")}{(run.Repeats > 1 ? $" x {run.Repeats} repeats" : "")}");
        await writer.WriteLineAsync();
        var table = new TextTable(columns.Heads);
        foreach (var row in columns.Rows)
            table.Add(row);
        await table.WriteAsync(writer);
        await writer.WriteLineAsync();
        await WriteJudgesAsync(writer, report);
        await WriteFailuresAsync(writer, report, written.Failures);
        foreach (var compared in written.Comparisons)
            await writer.WriteLineAsync($"{compared.Candidate.Name} against {compared.Base}: {compared.Words}; {compared.Fixed} fixed, {compared.Regressed} regressed{compared.Unpaired}.");
        var passed = run.Candidates.Sum(candidate => candidate.PassedCells);
        var failed = run.DoneCells - passed;
        await writer.WriteLineAsync(
            $"{FigureText.Count(passed)} passed, {FigureText.Count(failed)} failed, {FigureText.Count(run.FailedCells)} errors in {FigureText.Time(report.Duration)}; billed {FigureText.Dollars(run.Cost.Dollars)}{Unpriced(unpriced)}.");
        await writer.WriteLineAsync($"Stored as {run.Key} in {databasePath}.");
    }

    private static async Task WriteJudgesAsync(TextWriter writer, EvalReport report)
    {
        var uses = report.Run.Candidates.SelectMany(candidate => candidate.Summary?.Judges ?? []).GroupBy(use => use.Judge).ToList();
        foreach (var use in uses)
        {
            var grader = report.Plan.Config.Graders.FirstOrDefault(one => one.Ref == use.Key);
            var failed = use.Sum(one => one.NotJudged);
            await writer.WriteLineAsync($"Judge {use.Key}{(grader is null ? "" : $" ({grader.Type} by {grader.Provider.Label})")}: {FigureText.Count(use.Sum(one => one.Judged), "verdict")}{(failed == 0 ? "" : $", {FigureText.Count(failed, "time")} no usable answer")}.");
        }

        if (uses.Count > 0)
            await writer.WriteLineAsync();
    }

    private static async Task WriteFailuresAsync(TextWriter writer, EvalReport report, IReadOnlyList<EvalResult> failures)
    {
        if (failures.Count == 0)
            return;
        var all = report.Run.TotalCells - report.Run.Candidates.Sum(candidate => candidate.PassedCells);
        await writer.WriteLineAsync(all > failures.Count ? $"The first {failures.Count} of {FigureText.Count(all)} that did not pass:" : "What did not pass:");
        foreach (var failure in failures)
        {
            await writer.WriteLineAsync($"  test {failure.TestIdx}, {failure.Candidate.Name}");
            await writer.WriteLineAsync($"    {(failure.Title.Length == 0 ? "(no variables)" : failure.Title)}");
            await writer.WriteLineAsync($"    {failure.FailureReason switch { FailureReason.Error => "error", _ => "failed" }}: {OneLine(failure.Error!)}");
        }

        await writer.WriteLineAsync();
    }

    private static string Unpriced(IReadOnlyList<string> models) => models.Count == 0 ? "" : $" without {string.Join(", ", models)}, whose price is not known";

    private static string OneLine(string text) => Plan.Labels.Cut(text, 300);
}
