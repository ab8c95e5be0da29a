using System.CommandLine;
using OpsConsole.Cli.Db;
using OpsConsole.Cli.Eval;
using OpsConsole.Cli.Gate;
using OpsConsole.Cli.Prompts;

namespace OpsConsole.Cli;

/// <summary>The <c>opsconsole</c> command: everything but the process around it.</summary>
public static class CommandLineApp
{
    /// <summary>How long a command may take to store what it has after Ctrl-C.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("OpsConsole on the command line.")
        {
            EvalCommand.Create(),
            DbCommand.Create(),
            PromptCommand.Create(),
            GateCommand.Create(),
        };
        var console = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = Farewell };
        return root.Parse(args).InvokeAsync(console, cancellationToken);
    }
}
