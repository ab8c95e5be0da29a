using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval;

/// <summary><c>opsconsole eval</c>: runs a promptfoo-style configuration with the console's engine, without a server.</summary>
internal static class EvalCommand
{
    private static readonly Argument<string[]> Config = new("config") { Description = "The configuration, promptfoo-style YAML or JSON; several are run one after the other.", HelpName = "CONFIG.yaml", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string[]> Output = new("--output", "-o")
    {
        Description = "Write the results to a file: .json, .jsonl, .csv, .html, or .xml for JUnit. May be repeated. Of several configurations it holds all results; with {config} in its name each gets its own.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<int?> MaxConcurrency = new("--max-concurrency", "-j") { Description = "Calls in flight at once, 1 to 1000 (default 4).", HelpName = "N" };

    private static readonly Option<int?> Repeat = new("--repeat") { Description = "Ask each test K times (default 1).", HelpName = "K" };

    private static readonly Option<int?> Delay = new("--delay") { Description = "Wait so many milliseconds after each call, one call at a time.", HelpName = "MS" };

    private static readonly Option<string?> Grader = new("--grader")
    {
        Description = "The provider that decides model-graded assertions, where neither they nor their test name one.",
        HelpName = "PROVIDER",
    };

    private static readonly Option<bool> NoCache = new("--no-cache") { Description = "Call the model even where the same request was answered before." };

    private static readonly Option<string[]> Resume = new("--resume")
    {
        Description = "Go on with a run that was interrupted, e.g. RUN-0003; the configuration must be the same. Once for each run, of several configurations.",
        HelpName = "ID",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> FilterFailing = new("--filter-failing")
    {
        Description = "Ask only the tests that did not pass in an earlier evaluation: its .json (promptfoo's too), or a run, e.g. RUN-0003.",
        HelpName = "FILE|ID",
    };

    private static readonly Option<string?> Compare = new("--compare")
    {
        Description = "Compare with the results of an earlier evaluation, paired by test: its .json (promptfoo's too).",
        HelpName = "BASE.json",
    };

    private static readonly Option<string?> Database = new("--db")
    {
        Description = "The SQLite file that keeps runs and answers (default eval.db in $OPSCONSOLE_HOME, or in ~/.opsconsole).",
        HelpName = "PATH",
    };

    private static readonly Option<double?> PassRate = new("--pass-rate") { Description = "Exit 0 when at least this per cent of all results pass (default 100).", HelpName = "PERCENT" };

    private static readonly Option<bool> NoProgress = new("--no-progress") { Description = "Show no progress." };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Say on standard error what happens: retries, migrations." };

    /// <param name="configure">Registers types of assertions.</param>
    public static Command Create(Action<IServiceCollection>? configure = null)
    {
        Range(MaxConcurrency, 1, 1000);
        Range(Repeat, 1, 1000);
        Range(Delay, 0, 3_600_000);
        PassRate.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is { } rate && (rate is < 0 or > 100 or (> 0 and < 1)))
                result.AddError("--pass-rate takes a per cent from 0 to 100, for example 95.");
        });
        Resume.Validators.Add(result =>
        {
            foreach (var id in result.Tokens.Where(id => Run.ParseKey(id.Value) is null))
                result.AddError($"'{id.Value}' is no run; give its id, for example RUN-0003.");
        });
        var command = new Command("eval", "Run a promptfoo-style evaluation; exit 0 when all passed, 100 when something failed, 1 on an error.")
        {
            Config, Output, MaxConcurrency, Repeat, Delay, Grader, NoCache, Resume, FilterFailing, Compare, Database, PassRate, NoProgress, Verbose,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Resume) is { } runs && result.GetValue(Config) is { } configs && runs.Length > configs.Length)
                result.AddError($"{runs.Length} runs to go on with and {configs.Length} configurations: each run was started with one.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var requests = parsed.GetValue(Config)!.Select(path => Read(parsed, path) with { Configure = configure }).ToList();
            return await new EvalBatch(requests, [.. (parsed.GetValue(Resume) ?? []).Select(id => Run.ParseKey(id)!.Value)], console.Output, console.Error).RunAsync(cancellationToken);
        });
        return command;
    }

    private static EvalRequest Read(ParseResult parsed, string path) => new()
    {
        ConfigPath = path,
        Outputs = parsed.GetValue(Output) ?? [],
        FilterFailing = parsed.GetValue(FilterFailing),
        Compare = parsed.GetValue(Compare),
        MaxConcurrency = parsed.GetValue(MaxConcurrency),
        Repeat = parsed.GetValue(Repeat),
        Delay = parsed.GetValue(Delay),
        Grader = parsed.GetValue(Grader),
        NoCache = parsed.GetValue(NoCache),
        DatabasePath = Path.GetFullPath(parsed.GetValue(Database) ?? Path.Combine(Home, "eval.db")),
        DatabaseGiven = parsed.GetValue(Database) is not null,
        PassRate = parsed.GetValue(PassRate),
        NoProgress = parsed.GetValue(NoProgress),
        Verbose = parsed.GetValue(Verbose),
    };

    private static string Home => Environment.GetEnvironmentVariable("OPSCONSOLE_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".opsconsole");

    private static void Range(Option<int?> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && result.GetValueOrDefault<int?>() is { } value && (value < least || value > most))
            result.AddError($"{option.Name} takes a whole number from {least} to {most}.");
    });
}
