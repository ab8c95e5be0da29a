using System.Globalization;
using System.Text;

namespace OpsConsole.Cli.Gate;

/// <summary>The verdict for a terminal.</summary>
internal static class GateText
{
    public static string Write(RunAnswer run, GateAnswer gate)
    {
        var text = new StringBuilder();
        foreach (var rule in gate.Rules)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{rule.Verdict,-12} {rule.PromptKey} v{rule.PromptVersion}, {Kind(rule)}: {rule.Rule}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{"",-12} {rule.Why}");
            if (rule.Exception is { } exception)
                text.AppendLine(CultureInfo.InvariantCulture, $"{"",-12} {Exception(exception)}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{Verdict(gate)}: {run.Id} of {run.Benchmark}, {run.Dataset} v{run.DatasetVersion}, {run.Cases:N0} cases{(run.Repeats > 1 ? $" x {run.Repeats}" : "")}.");
        return text.ToString();
    }

    public static string Verdict(GateAnswer gate) => gate.Excepted ? $"{gate.Verdict}, excepted" : gate.Verdict;

    /// <summary>"baseline gate, edition 3".</summary>
    public static string Kind(RuleAnswer rule) => $"{(rule.Gate == "RedTeam" ? "red team" : rule.Gate.ToLowerInvariant())} gate, edition {rule.Edition}";

    public static string Exception(ExceptionAnswer exception) =>
        string.Create(CultureInfo.InvariantCulture, $"{exception.Key} overrides this rule for a release until {exception.ValidUntil:d MMM yyyy}: {exception.Reason}");
}
