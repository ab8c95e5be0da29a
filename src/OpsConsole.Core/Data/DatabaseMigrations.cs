using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Data;

/// <summary>Reads and raises the state of the database's schema.</summary>
public sealed class DatabaseMigrations(IDbContextFactory<OpsDbContext> contexts, IDatabaseProvider provider, ILogger<DatabaseMigrations> log)
{
    public Task<Result<DatabaseStatus>> StatusAsync(CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await StatusAsync(context, cancellationToken);
    });

    /// <summary>Applies what is missing; does nothing, and takes no lock, when nothing is. Refuses a database that a newer program has migrated.</summary>
    public Task<Result<DatabaseStatus>> MigrateAsync(CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var before = await StatusAsync(context, cancellationToken);
        if (before.Unknown.Count > 0)
        {
            return DatabaseErrors.Newer(before.Unknown);
        }

        if (before.Pending.Count == 0)
        {
            return before;
        }

        using var held = await provider.LockMigrationAsync(context, cancellationToken);
        if (provider.NewDatabaseScript is { } script && !await CreatedAsync(context, cancellationToken))
        {
            await CreateAsync(context, script, cancellationToken);
            log.LogInformation("{Provider} database created", provider.Name);
            return new DatabaseStatus(before.Pending, Pending: [], Unknown: []);
        }

        // Naming the last one spares each new database the comparison of the whole model with the migrations, which the tests make for every engine.
        await context.Database.MigrateAsync(context.Database.GetMigrations().Last(), cancellationToken);
        log.LogInformation("{Provider} database migrated: applied {Migrations}", provider.Name, string.Join(", ", before.Pending));
        return Result.From(await StatusAsync(context, cancellationToken));
    });

    /// <summary>
    /// The whole schema as SQL. Repeatable (it checks what is there) for a server; for an embedded database, which the console
    /// migrates itself and whose SQL knows no conditions, from an empty file.
    /// </summary>
    public string Script()
    {
        using var context = contexts.CreateDbContext();
        return context.GetService<IMigrator>().GenerateScript(
            options: provider.MigratesAtStart ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent);
    }

    private static async Task<bool> CreatedAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        return await creator.ExistsAsync(cancellationToken) && await creator.HasTablesAsync(cancellationToken);
    }

    // In one transaction: a process that dies under way leaves an empty database.
    private static async Task CreateAsync(OpsDbContext context, string script, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
            await creator.CreateAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<DatabaseStatus> StatusAsync(OpsDbContext context, CancellationToken cancellationToken) => DatabaseStatus.Of(
        [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)],
        [.. context.Database.GetMigrations()]);

    private async Task<Result<DatabaseStatus>> ExplainedAsync(Func<Task<Result<DatabaseStatus>>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (Explain(exception) is { } reason)
        {
            log.LogError(exception, "{Provider} database cannot be used", provider.Name);
            return DatabaseErrors.Unusable(reason);
        }
    }

    // Entity Framework wraps what it takes for transient, so the engine's own exception may be an inner one.
    private string? Explain(Exception? exception) => exception switch
    {
        DbException fault => provider.Explain(fault) ?? $"The {provider.Name} database does not answer as it should: {fault.Message}",
        IOException or UnauthorizedAccessException => $"The {provider.Name} database cannot be reached: {exception.Message}",
        null => null,
        _ => Explain(exception.InnerException),
    };
}
