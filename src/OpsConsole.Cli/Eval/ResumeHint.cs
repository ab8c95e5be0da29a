namespace OpsConsole.Cli.Eval;

/// <summary>The command that goes on with what was stopped: with everything that makes the evaluation the same.</summary>
internal static class ResumeHint
{
    public static string Of(IReadOnlyList<string> configs, IReadOnlyList<string> runs, EvalRequest request) => string.Join(' ',
    [
        "opsconsole eval", .. configs.Select(Quoted), .. runs.Select(run => $"--resume {run}"),
        .. Option("--repeat", request.Repeat?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. Option("--grader", request.Grader),
        .. Option("--filter-failing", request.FilterFailing),
        .. Option("--db", request.DatabaseGiven ? request.DatabasePath : null),
    ]);

    private static string[] Option(string name, string? value) => value is null ? [] : [$"{name} {Quoted(value)}"];

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
