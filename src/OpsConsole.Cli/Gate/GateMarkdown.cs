using System.Globalization;
using System.Text;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Document;

namespace OpsConsole.Cli.Gate;

/// <summary>The verdict for a job summary or a comment on a change.</summary>
internal static class GateMarkdown
{
    public static string Write(RunAnswer run, GateAnswer gate)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Gate: {GateText.Verdict(gate)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Cell(run.Id)} of {MarkdownText.Cell(run.Benchmark)}, {MarkdownText.Cell(run.Dataset)} v{run.DatasetVersion}, {FigureText.Count(run.Cases)} cases{(run.Repeats > 1 ? $" x {run.Repeats}" : "")}, {FigureText.Dollars(run.CostUsd)}.\n\n");
        text.Append("| Verdict | Version | Gate | Rule | Why |\n|---|---|---|---|---|\n");
        foreach (var rule in gate.Rules)
        {
            var why = rule.Exception is { } exception ? $"{rule.Why} {GateText.Exception(exception)}" : rule.Why;
            text.Append(CultureInfo.InvariantCulture, $"| **{rule.Verdict}** | {MarkdownText.Cell(rule.PromptKey)} v{rule.PromptVersion} | {GateText.Kind(rule)} | {MarkdownText.Cell(rule.Rule)} | {MarkdownText.Cell(why)} |\n");
        }

        text.Append("\n| Candidate | n | Pass rate | 95 % interval | p95 | Cost per 1,000 | Against the baseline |\n|---|--:|--:|--:|--:|--:|---|\n");
        foreach (var candidate in run.Candidates)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Cell(candidate.Name)}, {MarkdownText.Cell(candidate.PromptKey)} v{candidate.PromptVersion} on {MarkdownText.Cell(candidate.Model)} | {candidate.N} | {FigureText.Percent(candidate.PassRate?.Value)} | {FigureText.Range(candidate.PassRate?.Low, candidate.PassRate?.High)} | {FigureText.Milliseconds(candidate.LatencyMs?.P95)} | {FigureText.Dollars(candidate.CostPer1000Usd)} | {MarkdownText.Cell(candidate.IsBaseline ? "baseline" : candidate.VersusBaseline?.Words ?? FigureText.Unknown)} |\n");
        }

        return text.ToString();
    }
}
