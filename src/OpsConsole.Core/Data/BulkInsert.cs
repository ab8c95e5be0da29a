using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpsConsole.Core.Data;

/// <summary>
/// Many new rows with few statements, on each engine alike. Tracked entities would cost a statement a row on SQLite. Column names and values come from the
/// model, so that a row is stored as <c>SaveChanges</c> would store it; generated keys are not read back.
/// </summary>
internal static class BulkInsert
{
    /// <summary>SQL Server takes 2,100 in one statement.</summary>
    private const int MostParameters = 2000;

    public static async Task BulkInsertAsync<T>(this OpsDbContext context, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var type = context.Model.FindEntityType(typeof(T))!;
        var properties = type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).ToArray();
        foreach (var chunk in rows.Chunk(MostParameters / properties.Length))
        {
            // Only to make parameters with: the statement itself goes through the context and its interceptors.
            await using var maker = context.Database.GetDbConnection().CreateCommand();
            var parameters = chunk.SelectMany((row, number) => properties.Select((property, column) => ParameterOf(maker, property, row, Name(number, column)))).ToList();
            await context.Database.ExecuteSqlRawAsync(Statement(type, properties, chunk.Length), parameters, cancellationToken);
        }
    }

    private static DbParameter ParameterOf<T>(DbCommand maker, IProperty property, T row, string name) =>
        property.GetRelationalTypeMapping().CreateParameter(maker, name, property.PropertyInfo!.GetValue(row), property.IsNullable);

    private static string Statement(IEntityType type, IProperty[] properties, int rows)
    {
        var sql = new StringBuilder("INSERT INTO ").Append(Quoted(type.GetTableName()!)).Append(" (")
            .AppendJoin(", ", properties.Select(property => Quoted(property.GetColumnName()))).Append(")\nVALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ",\n(").AppendJoin(", ", Enumerable.Range(0, properties.Length).Select(column => Name(row, column))).Append(')');
        }

        return sql.ToString();
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Name(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"@r{row}_{column}");
}
