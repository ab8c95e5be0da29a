namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>What a statement does to which table or column: what the white lists of <c>is-sql</c> are compared with.</summary>
internal sealed class SqlUse
{
    private readonly List<(string Action, string? Qualifier, string Column)> _columns = [];
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    public List<(string Action, string? Schema, string Table)> Tables { get; } = [];

    public string Action { get; set; } = "select";

    public void Table(string? schema, string table, string? alias)
    {
        Tables.Add((Action, schema, table));
        _aliases[alias ?? table] = table;
    }

    public void Column(string? qualifier, string column) => _columns.Add((Action, qualifier, column));

    /// <summary>Each column in every form that names it: by its table, and without when it was written without.</summary>
    public IEnumerable<IReadOnlyList<string>> Columns()
    {
        foreach (var (action, qualifier, column) in _columns)
        {
            if (qualifier is not null)
            {
                yield return [$"{action}::{_aliases.GetValueOrDefault(qualifier, qualifier)}::{column}"];
            }
            else
            {
                yield return [$"{action}::null::{column}", .. Tables.Count == 1 ? new[] { $"{action}::{Tables[0].Table}::{column}" } : []];
            }
        }
    }
}
