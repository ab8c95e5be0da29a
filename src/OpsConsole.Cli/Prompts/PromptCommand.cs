using System.CommandLine;

namespace OpsConsole.Cli.Prompts;

/// <summary><c>opsconsole prompt</c>: takes versions out of a console and writes drafts into it.</summary>
internal static class PromptCommand
{
    private static readonly Option<string?> Server = new("--server")
    {
        Description = $"Address of the console; otherwise ${ConsoleServer.AddressVariable}. The API key is read from ${ConsoleServer.KeyVariable}, never from the command line.",
        HelpName = "URL",
        Recursive = true,
    };

    private static readonly Argument<string> Key = new("key") { Description = "The prompt, e.g. support/answer.", HelpName = "KEY" };

    private static readonly Option<int?> Version = new("--version") { Description = "Which version (default: the newest).", HelpName = "N" };

    private static readonly Option<string?> Label = new("--label") { Description = "The version that this label points at, e.g. production.", HelpName = "L" };

    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Write to this file, .yaml or .json (default: YAML on standard output).", HelpName = "FILE" };

    private static readonly Argument<string> File = new("file") { Description = "The prompt as a file, .yaml or .json; docs/prompts.md describes it.", HelpName = "FILE" };

    private static readonly Option<string?> Note = new("--note") { Description = "The change note, instead of the one in the file.", HelpName = "TEXT" };

    private static readonly Option<int> Draft = new("--version") { Description = "The draft to submit.", HelpName = "N", Required = true };

    private static readonly Option<string?> Target = new("--label") { Description = "The protected label to move (default: production).", HelpName = "L" };

    private static readonly Option<string?> Reason = new("--note") { Description = "For the reviewers: why this should be released.", HelpName = "TEXT" };

    public static Command Create()
    {
        Version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--version takes a number from 1.");
        });
        var pull = new Command("pull", "Write a version to a file.") { Key, Version, Label, Output };
        pull.Validators.Add(result =>
        {
            if (result.GetResult(Version) is not null && result.GetResult(Label) is not null)
                result.AddError("Give --version or --label, not both.");
        });
        pull.SetAction((parsed, cancellationToken) => ConsoleServer.UseAsync(parsed, parsed.GetValue(Server), (server, console) => new PromptPull(server, console)
            .RunAsync(parsed.GetValue(Key)!, parsed.GetValue(Label) ?? parsed.GetValue(Version)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "latest", parsed.GetValue(Output), cancellationToken)));

        var push = new Command("push", "Write a file as the next draft of its prompt.") { File, Note };
        push.SetAction((parsed, cancellationToken) => ConsoleServer.UseAsync(parsed, parsed.GetValue(Server), (server, console) => new PromptPush(server, console)
            .RunAsync(parsed.GetValue(File)!, parsed.GetValue(Note), cancellationToken)));
        var submit = new Command("submit", "Ask for a review of a draft, and for its release.") { Key, Draft, Target, Reason };
        submit.SetAction((parsed, cancellationToken) => ConsoleServer.UseAsync(parsed, parsed.GetValue(Server), (server, console) => new PromptSubmit(server, console)
            .RunAsync(parsed.GetValue(Key)!, parsed.GetValue(Draft), parsed.GetValue(Target), parsed.GetValue(Reason), cancellationToken)));
        return new Command("prompt", "Take prompt versions out of a console, and write drafts into it.") { Server, pull, push, submit };
    }
}
