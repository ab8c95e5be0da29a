using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>What pages say about runs, once.</summary>
internal static class RunWords
{
    public static string Size(int cases, int candidates, int repeats) =>
        $"{Count(cases, "case")} × {Count(candidates, "candidate")}{(repeats > 1 ? $" × {repeats} repeats" : "")}";

    public static string Trigger(RunTrigger trigger) => trigger switch
    {
        RunTrigger.Person => "By hand",
        RunTrigger.Schedule => "Schedule",
        RunTrigger.Api => "API",
        RunTrigger.CommandLine => "Command line",
        RunTrigger.Import => "Imported",
    };

    public static string Mode(CaseMode mode) => mode switch
    {
        CaseMode.All => "All",
        CaseMode.Failures => "Failures",
        CaseMode.Differing => "Differing",
        CaseMode.Flips => "Flips",
        CaseMode.Unstable => "Unstable",
        CaseMode.Errors => "Errors",
    };

    /// <summary>A code of a failed call in the words of the page.</summary>
    public static string Error(string? code) => code switch
    {
        "auth" => "Key refused",
        "rate-limit" => "Rate limit",
        "server" => "Provider error",
        "timeout" => "Time-out",
        "connection" => "No connection",
        "cut-off" => "Answer cut off",
        "bad-response" => "Unreadable answer",
        "bad-request" => "Request refused",
        "not-found" => "Model not found",
        "circuit-open" => "Circuit open",
        "secret-missing" => "Secret missing",
        "judge" => "Not judged",
        null => "Error",
        _ => code,
    };

    public static StateLook Verdict(BaselineComparison comparison) => comparison.Verdict switch
    {
        ComparisonVerdict.Better => StateLook.Better,
        ComparisonVerdict.Worse => StateLook.Worse,
        ComparisonVerdict.TooFewCases => StateLook.TooFew,
        ComparisonVerdict.NoEvidence => StateLook.NoDifference,
    };

    public static string Method(ComparisonMethod method) => method switch
    {
        ComparisonMethod.NewcombeMcNemar => "Newcombe's paired interval, McNemar's exact test",
        ComparisonMethod.BootstrapSignFlip => "paired bootstrap interval, sign-flip test",
    };

    public static string PValue(double? value) => value is not { } p ? Figures.None : p < 0.001 ? "< 0.001" : p < 0.1 ? Figures.Fixed(p, 3) : Figures.Fixed(p, 2);

    /// <summary>Milliseconds as people read them.</summary>
    public static string Latency(double? milliseconds) => milliseconds is { } value ? Figures.Duration(TimeSpan.FromMilliseconds(value)) : Figures.None;

    /// <summary>A time that is still running: whole seconds, because parts of them only flicker.</summary>
    public static string Running(TimeSpan time) => time.TotalSeconds < 60 ? $"{Math.Max(0, (int)time.TotalSeconds)} s" : Figures.Duration(TimeSpan.FromSeconds((int)time.TotalSeconds));

    public static string Count(int count, string noun) => $"{Figures.Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>The colour of a candidate, the same on every page of its runs.</summary>
    public static int Slot(int position) => Series.Slot(position + 1);
}
