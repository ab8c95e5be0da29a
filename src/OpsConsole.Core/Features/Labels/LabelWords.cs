using System.Globalization;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Review queues and labels as people say them.</summary>
public static class LabelWords
{
    public const string ObjectKind = "label-queue";

    public static string Of(LabelQueueState state) => state switch
    {
        LabelQueueState.Open => "Open",
        LabelQueueState.Done => "Done",
        LabelQueueState.Closed => "Closed",
    };

    public static string Of(LabelFilter filter) => filter switch
    {
        LabelFilter.All => "results",
        LabelFilter.Failures => "failures",
        LabelFilter.Flips => "results of flipped cases",
        LabelFilter.Judged => "judged results",
    };

    /// <summary>"Pass, 4", "Fail", "3".</summary>
    public static string Of(bool? pass, int? rating) => (pass, rating) switch
    {
        (null, null) => "–",
        (null, { } only) => only.ToString(CultureInfo.InvariantCulture),
        ({ } verdict, null) => verdict ? "Pass" : "Fail",
        ({ } verdict, { } stars) => string.Create(CultureInfo.InvariantCulture, $"{(verdict ? "Pass" : "Fail")}, {stars}"),
    };

    /// <summary>"60 of 412 failures of gpt-5, tag claims, seed 7".</summary>
    internal static string Of(LabelSelection selection, int taken, int found, bool firstRepeats)
    {
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{(taken < found ? $"{taken:N0} of {found:N0}" : found == 1 ? "1" : $"all {found:N0}")} {(found == 1 ? Of(selection.Filter).Replace("results", "result", StringComparison.Ordinal).Replace("failures", "failure", StringComparison.Ordinal) : Of(selection.Filter))}");
        if (selection.Candidate is { } candidate)
            words += $" of {candidate}";
        if (selection.Tag is { } tag)
            words += $", tag {tag}";
        if (firstRepeats)
            words += ", first repeats";
        return string.Create(CultureInfo.InvariantCulture, $"{words}, seed {selection.Seed}");
    }
}
