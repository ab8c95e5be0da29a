using OpsConsole.Core.Common;

namespace OpsConsole.Core.Data;

/// <summary>
/// Makes the database fit for this program before anything uses it. An embedded one is created and migrated; a server's
/// schema belongs to its administrators and is only compared.
/// </summary>
public sealed class DatabaseStartup(DatabaseMigrations migrations, IDatabaseProvider provider)
{
    public async Task<Result> PrepareAsync(CancellationToken cancellationToken)
    {
        var result = provider.MigratesAtStart ? await migrations.MigrateAsync(cancellationToken) : await migrations.StatusAsync(cancellationToken);
        return result switch
        {
            { IsOk: false } => result.Error,
            { Value.Unknown.Count: > 0 } => DatabaseErrors.Newer(result.Value.Unknown),
            { Value.Pending.Count: > 0 } => DatabaseErrors.Behind(result.Value.Pending),
            _ => Result.Ok,
        };
    }
}
