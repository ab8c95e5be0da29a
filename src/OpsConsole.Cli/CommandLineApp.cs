using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
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

    /// <param name="configure">
    /// Adds to the services of <c>eval</c>, such as <c>services.AddEvaluatorAssertion("brief", new BrevityEvaluator())</c>: for a program of one's own around this command, which
    /// as it is shipped knows no evaluators.
    /// </param>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken, Action<IServiceCollection>? configure = null)
    {
        var root = new RootCommand("OpsConsole on the command line.")
        {
            EvalCommand.Create(configure),
            DbCommand.Create(),
            PromptCommand.Create(),
            GateCommand.Create(),
        };
        var console = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = Farewell };
        return root.Parse(args).InvokeAsync(console, cancellationToken);
    }
}
