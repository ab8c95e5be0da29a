using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Web.Features.Runs;

/// <summary>What a finished run says, in one sentence: the strongest candidate against the baseline.</summary>
internal static class RunAnswer
{
    /// <summary>Nothing while there are no figures.</summary>
    public static string? Of(GetRun.Detail run)
    {
        var compared = run.Candidates.Where(candidate => candidate.Summary?.VersusBaseline is not null).ToList();
        if (compared.Count == 0)
            return run.Candidates.MaxBy(candidate => candidate.Summary?.PassRate?.Value) is { Summary.PassRate: { } rate } only
                ? $"{only.Name} passes {Components.Controls.Figures.Percent(rate.Value)}; there is nothing to compare it with."
                : null;

        var best = compared.MaxBy(candidate => candidate.Summary!.VersusBaseline!.Difference)!;
        var versus = best.Summary!.VersusBaseline!;
        var sentence = $"{best.Name}: {char.ToLowerInvariant(versus.Words[0])}{versus.Words[1..].TrimEnd('.')}.";
        return versus.Verdict is ComparisonVerdict.Worse ? $"No candidate reaches the baseline. {sentence}" : sentence;
    }
}
