using System.Text.Json;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>How the runs differ in more than their candidates: what a reader must know before believing a difference.</summary>
internal static class ComparisonNotes
{
    public static IReadOnlyList<string> Of(ChosenCandidates chosen, CasePairing pairing)
    {
        var baseline = chosen.Runs.First(run => run.Id == chosen.Baseline.RunId);
        var notes = new List<string>();
        if (pairing.LeftOut.Count > 0)
        {
            notes.Add($"{Capital(ComparedWords.Cases(pairing.Compared))} {(pairing.Compared == 1 ? "is" : "are")} compared: those that every run has with the same content. Left out: "
                + string.Join("; ", pairing.LeftOut.Select(entry => $"{ComparedWords.LeftOut(entry, baseline.Id)} ({Keys(entry)})")) + ". Latency and cost are of each whole run.");
        }

        foreach (var run in chosen.Runs)
        {
            if (Stopped(run) is { } stopped)
            {
                notes.Add($"{run.Key} {stopped}: cases that it did not reach are left out, and are no failures.");
            }

            if (run.Selection is { } selection && run.OfRunId is { } whole)
            {
                notes.Add($"{run.Key} repeats {selection} of {Run.KeyOf(whole)}: a selection, whose rates say nothing of the whole dataset.");
            }

            if (run != baseline && Judged(run) != Judged(baseline))
            {
                notes.Add($"{run.Key} was judged by other assertions than {baseline.Key}: a difference may come from them.");
            }

            if (run != baseline && run.Repeats != baseline.Repeats)
            {
                notes.Add($"{run.Key} asked each case {Times(run.Repeats)}, {baseline.Key} {Times(baseline.Repeats)}; repeats are averaged before anything is compared.");
            }
        }

        notes.AddRange(chosen.Candidates.Where(candidate => chosen.Removed.Contains(candidate.ModelId))
            .Select(candidate => $"{chosen.NameOf(candidate)}: the model {candidate.ModelKey} is not offered any more. Its figures stand, no route leads to it."));
        return notes;
    }

    private static string? Stopped(Run run) => run.State switch
    {
        RunState.Failed => "failed before its end",
        RunState.Cancelled => "was cancelled",
        RunState.BudgetStopped => "was stopped at its spend cap",
        RunState.Completed or RunState.Queued or RunState.Running => null,
    };

    private static string Keys(LeftOutCases entry) => string.Join(", ", entry.Keys) + (entry.Count > entry.Keys.Count ? " …" : "");

    private static string Judged(Run run) => JsonSerializer.Serialize(new { run.Assertions, run.Threshold }, JsonColumn.Options);

    private static string Times(int repeats) => repeats == 1 ? "once" : $"{repeats} times";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
