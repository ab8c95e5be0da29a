using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>One column of a finished run, with all that a rule measures.</summary>
/// <param name="Number">Of the prompt's version.</param>
/// <param name="Cells">Its cell in every row of the matrix, in the order of the cases; empty where no rule compares case by case.</param>
internal sealed record MeasuredCandidate(
    string Name, int Number, string ModelKey, int CaseCount, int DoneCells, int FailedCells, CandidateSummary Summary, IReadOnlyList<CaseCell> Cells)
{
    /// <summary>Share of the cells that ended in an error; null before the first cell.</summary>
    public double? ErrorRate => DoneCells + FailedCells is > 0 and var all ? (double)FailedCells / all : null;

    /// <summary>How the judges that gave verdicts on it stand now.</summary>
    public JudgeStandings Judges { get; init; } = JudgeStandings.None;

    /// <summary>Why a figure that judges feed decides nothing; null where it may.</summary>
    public string? WeakJudge(GateMeasure measure, string? metric = null) => (Summary.Judges ?? [])
        .Where(use => measure switch
        {
            GateMeasure.PassRate or GateMeasure.MeanScore => use.Counts,
            GateMeasure.Metric => use.Metrics.Contains(metric, StringComparer.Ordinal),
            GateMeasure.LatencyP50 or GateMeasure.LatencyP95 or GateMeasure.CostPer1000 or GateMeasure.ErrorRate => false,
        })
        .Select(use => Judges.WhyNotGating(use.Judge))
        .FirstOrDefault(why => why is not null);
}

/// <summary>What is live while a rule is judged.</summary>
/// <param name="Number">The version that is live; null where nothing is.</param>
/// <param name="Measured">Its column in the run that is judged; null where the run does not hold it as it is live.</param>
internal sealed record LiveSide(int? Number, MeasuredCandidate? Measured)
{
    public static LiveSide Nothing { get; } = new(null, null);
}

/// <summary>The candidate that a run marks as its baseline.</summary>
/// <param name="Measured">Null where the run ended without figures for it.</param>
/// <param name="IsCandidate">It is the candidate that is judged.</param>
internal sealed record BaselineSide(string Name, MeasuredCandidate? Measured, bool IsCandidate);

/// <summary>What a difference is taken from.</summary>
/// <param name="Who">As a sentence goes on with it: "live", "the baseline steady".</param>
/// <param name="Named">"the live v2", "the baseline steady".</param>
/// <param name="Ran">As the subject of what ran: "v2", "The baseline steady".</param>
internal sealed record OtherSide(MeasuredCandidate Measured, string Who, string Named, string Ran);
