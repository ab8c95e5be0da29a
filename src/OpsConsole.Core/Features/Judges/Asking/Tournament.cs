using System.Globalization;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>What one output came to against the others.</summary>
/// <param name="Score">Share of its pairs that it won, a tie as half, 0..1.</param>
internal sealed record Standing(bool IsBest, double Score, string Reason);

/// <summary>
/// Compares outputs two by two, each pair in both orders, because judges favour a place (Zheng et al. 2023, "Judging LLM-as-a-Judge", section 3.3): where the
/// answer changes with the order, the pair is a tie. The best are those with the most points.
/// </summary>
internal static class Tournament
{
    /// <param name="ask">The judge's reply to "which of the two"; a score of 1 is the first, 0 the second.</param>
    /// <returns>A standing for each output, or why there is none.</returns>
    public static async Task<(IReadOnlyList<Standing>? Standings, string? Fault)> PlayAsync(int outputs, Func<int, int, Task<JudgeReply>> ask)
    {
        var points = new double[outputs];
        var (ties, swayed) = (new int[outputs], new int[outputs]);
        for (var a = 0; a < outputs; a++)
        {
            for (var b = a + 1; b < outputs; b++)
            {
                var (straight, swapped) = (await ask(a, b), await ask(b, a));
                if (straight.Opinion is not { } first || swapped.Opinion is not { } second)
                    return (null, (straight.Opinion is null ? straight : swapped).Fault);
                var agreed = first.Score + second.Score == 1;
                var score = agreed ? first.Score : 0.5;
                (points[a], points[b]) = (points[a] + score, points[b] + 1 - score);
                foreach (var side in score == 0.5 ? new[] { a, b } : [])
                    (ties[side], swayed[side]) = (ties[side] + 1, swayed[side] + (agreed ? 0 : 1));
            }
        }

        var most = points.Max();
        var best = points.Count(value => value == most);
        return ([.. points.Select((value, i) => new Standing(value == most, value / (outputs - 1), Words(i, value, value == most)))], null);

        string Words(int i, double value, bool isBest)
        {
            var rank = !isBest ? $"not the best of {outputs}" : best == 1 ? $"the best of {outputs}" : $"one of {best} equally good of {outputs}";
            var order = swayed[i] > 0 ? string.Create(CultureInfo.InvariantCulture, $", {swayed[i]} of them because the judge changed its mind with the order") : "";
            return string.Create(CultureInfo.InvariantCulture, $"{rank}: {value - (ties[i] * 0.5):0} of {outputs - 1} pairs won, {ties[i]} tied{order}");
        }
    }
}
