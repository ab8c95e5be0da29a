using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsConsole.Cli.Db;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Cli.Eval.Store;
using OpsConsole.Core;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval;

/// <summary>The console's engine around a database file: no web, no scheduler.</summary>
internal static class EvalServices
{
    public static ServiceProvider Build(string databasePath, EvalSecrets secrets, TextWriter? log, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (log is not null)
                logging.AddProvider(new LineLog(log)).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        });
        services.AddSingleton<ISecretResolver>(secrets);
        services.AddSingleton<IRunQueue, NoQueue>();
        services.AddDatabaseFile(databasePath);
        services.AddOpsConsoleCore();
        services.AddTransient<StoreEval>();
        services.AddTransient<LeaveOutCells>();
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>The command executes its run itself.</summary>
    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
        }
    }
}
