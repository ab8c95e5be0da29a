using System.CommandLine;
using OpsConsole.Cli.Prompts;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Cli.Gate;

/// <summary><c>opsconsole gate</c>: runs a benchmark on a console and ends as its gates say.</summary>
internal static class GateCommand
{
    private const double DefaultMinutes = 60;

    private static readonly Option<string?> Server = new("--server")
    {
        Description = $"Address of the console; otherwise ${ConsoleServer.AddressVariable}. The API key is read from ${ConsoleServer.KeyVariable}, never from the command line.",
        HelpName = "URL",
    };

    private static readonly Option<string> Benchmark = new("--benchmark", "-b") { Description = "The benchmark to run.", HelpName = "KEY", Required = true };

    private static readonly Option<string?> Prompt = new("--prompt", "-p")
    {
        Description = "The version to judge, e.g. support/answer@7; the benchmark need not have it as a candidate. Default: the newest it has.",
        HelpName = "KEY@V",
    };

    private static readonly Option<string?> JUnit = new("--junit") { Description = "Write the verdict as JUnit XML, a test case for each rule.", HelpName = "FILE" };

    private static readonly Option<string?> Markdown = new("--markdown") { Description = "Write the verdict as Markdown, for a job summary or a comment.", HelpName = "FILE" };

    private static readonly Option<double> Timeout = new("--timeout")
    {
        Description = $"Minutes after which the run is cancelled (default {DefaultMinutes}).",
        HelpName = "MINUTES",
        DefaultValueFactory = _ => DefaultMinutes,
    };

    private static readonly Option<bool> NoProgress = new("--no-progress") { Description = "Show no progress." };

    public static Command Create()
    {
        Prompt.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && VersionName.Parse(name.Value) is null)
                result.AddError($"'{name.Value}' names no version; write prompt and number, for example support/answer@7.");
        });
        Timeout.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (> 0 and <= 7 * 24 * 60))
                result.AddError("--timeout takes minutes, more than 0 and at most a week.");
        });
        var command = new Command("gate", "Run a benchmark on a console and end as its gates say: exit 0 on Pass, 100 on Fail or Inconclusive, 1 on an error.")
        {
            Server, Benchmark, Prompt, JUnit, Markdown, Timeout, NoProgress,
        };
        command.SetAction((parsed, cancellationToken) => ConsoleServer.UseAsync(parsed, parsed.GetValue(Server), (server, console) =>
            new GateRun(server, Read(parsed), console.Output, console.Error, TimeProvider.System).RunAsync(cancellationToken)));
        return command;
    }

    private static GateRequest Read(ParseResult parsed) => new(
        parsed.GetValue(Benchmark)!,
        parsed.GetValue(Prompt) is { } name ? VersionName.Parse(name) : null,
        parsed.GetValue(JUnit),
        parsed.GetValue(Markdown),
        TimeSpan.FromMinutes(parsed.GetValue(Timeout)),
        parsed.GetValue(NoProgress));
}
