using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpsConsole.Core.Data;

/// <summary>
/// Stores many rows within the context's transaction. A driver without batches belongs to an engine in this process: there one prepared statement is
/// run for each row, at a fraction of what tracking the row as an entity takes. On the way to a server Entity Framework's batches save more than that.
/// </summary>
internal static class ManyRows
{
    public static Task InsertManyAsync<T>(this OpsDbContext context, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        var all = entity.GetProperties().ToList();
        return context.Database.GetDbConnection().CanCreateBatch
            ? SaveAsync(context, rows, row => context.Add(row), cancellationToken)
            : RunAsync(
                context,
                $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", all.Select(Column))}) VALUES ({string.Join(", ", all.Select(Parameter))})",
                all,
                rows,
                cancellationToken);
    }

    /// <param name="kept">The properties that stay as they are stored.</param>
    public static Task UpdateManyAsync<T>(this OpsDbContext context, IEnumerable<T> rows, IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
        where T : class
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        var key = entity.FindPrimaryKey()!.Properties.Single();
        var changed = entity.GetProperties().Where(property => property != key && !kept.Contains(property.Name)).ToList();
        return context.Database.GetDbConnection().CanCreateBatch
            ? SaveAsync(context, rows, MarkChanged, cancellationToken)
            : RunAsync(
                context,
                $"UPDATE \"{entity.GetTableName()}\" SET {string.Join(", ", changed.Select(property => $"{Column(property)} = {Parameter(property)}"))} WHERE {Column(key)} = {Parameter(key)}",
                [.. changed, key],
                rows,
                cancellationToken);

        void MarkChanged(T row)
        {
            var entry = context.Attach(row);
            changed.ForEach(property => entry.Property(property).IsModified = true);
        }
    }

    private static string Column(IProperty property) => $"\"{property.GetColumnName()}\"";

    private static string Parameter(IProperty property) => "@" + property.Name;

    private static async Task SaveAsync<T>(OpsDbContext context, IEnumerable<T> rows, Action<T> track, CancellationToken cancellationToken)
        where T : class
    {
        // Every row is told; looking each over again for changes would cost more than storing it.
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var row in rows)
        {
            track(row);
        }

        await context.SaveChangesAsync(cancellationToken);
        foreach (var entry in context.ChangeTracker.Entries<T>().ToList())
        {
            entry.State = EntityState.Detached;
        }

        context.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private static async Task RunAsync<T>(OpsDbContext context, string sql, IReadOnlyList<IProperty> properties, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        var columns = properties.Select(property => new BoundColumn(command, Parameter(property), property)).ToArray();
        foreach (var row in rows)
        {
            foreach (var column in columns)
                column.Set(row);
            if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
                throw new DbUpdateConcurrencyException($"A row of {typeof(T).Name} was not there to be stored.");
        }
    }

    /// <summary>A parameter that serves every row.</summary>
    private sealed class BoundColumn
    {
        private readonly DbParameter _parameter;
        private readonly IClrPropertyGetter _getter;
        private readonly Func<object?, object?> _stored;

        public BoundColumn(DbCommand command, string name, IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            _getter = property.GetGetter();
            _stored = mapping.Converter is { } converter ? converter.ConvertToProvider : value => value;

            // Made by the mapping, which knows the engine's type; its value is set for each row.
            _parameter = mapping.CreateParameter(command, name, value: null, nullable: true);
            command.Parameters.Add(_parameter);
        }

        public void Set(object row) => _parameter.Value = _stored(_getter.GetClrValue(row)) ?? DBNull.Value;
    }
}
