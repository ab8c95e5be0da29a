using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Gates;

/// <summary>The cases that both sides have answered, one value a case on each side, repeats averaged.</summary>
internal sealed record PairedCases(IReadOnlyList<double> Live, IReadOnlyList<double> Candidate)
{
    public int Fixed => Live.Zip(Candidate).Count(pair => pair is (0, 1));

    public int Regressed => Live.Zip(Candidate).Count(pair => pair is (1, 0));

    public Comparison Compare() => Comparison.Of([.. Live], [.. Candidate]);

    /// <param name="measure">The pass share, or the mean score.</param>
    public static PairedCases Of(GateMeasure measure, MeasuredCandidate candidate, MeasuredCandidate live)
    {
        Func<CaseCell, double?> value = measure == GateMeasure.MeanScore ? cell => cell.Score : PassShare;
        var pairs = live.Cells.Zip(candidate.Cells, (before, after) => (Before: value(before), After: value(after)))
            .Where(pair => pair is { Before: not null, After: not null })
            .ToList();
        return new PairedCases([.. pairs.Select(pair => pair.Before!.Value)], [.. pairs.Select(pair => pair.After!.Value)]);
    }

    private static double? PassShare(CaseCell cell) => cell.Answered == 0 ? null : (double)cell.Passed / cell.Answered;
}
