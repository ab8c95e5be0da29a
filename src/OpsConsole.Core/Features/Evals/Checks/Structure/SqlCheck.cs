using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Sql;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary>
/// <c>is-sql</c>: the output is SQL of <c>databaseType</c>, touching only <c>allowedTables</c> and <c>allowedColumns</c> (patterns of the form
/// <c>select::schema::table</c> and <c>select::table::column</c>). <c>contains-sql</c> looks into the first block of code, or at the whole text when there is none.
/// </summary>
internal sealed partial class SqlCheck(SqlDialect dialect, IReadOnlyList<Regex>? tables, IReadOnlyList<Regex>? columns, bool whole) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, bool whole)
    {
        if (value is null or { ValueKind: JsonValueKind.Null })
        {
            return new SqlCheck(SqlDialect.Default, null, null, whole);
        }

        if (value is not { ValueKind: JsonValueKind.Object } options)
        {
            return AssertionErrors.Value("the value must be an object with databaseType, allowedTables and allowedColumns");
        }

        var dialect = SqlDialect.Default;
        IReadOnlyList<Regex>? tables = null, columns = null;
        foreach (var option in options.EnumerateObject())
        {
            switch (option.Name, option.Value.ValueKind)
            {
                case ("databaseType", JsonValueKind.String):
                    if (SqlDialect.Find(option.Value.GetString()!) is not { } found)
                    {
                        return AssertionErrors.Value($"the databaseType must be one of {string.Join(", ", SqlDialect.Names)}, not {Quote.Of(option.Value.GetString()!)}");
                    }

                    dialect = found;
                    break;
                case ("allowedTables" or "allowedColumns", JsonValueKind.Array):
                    var patterns = Patterns(option.Value);
                    if (!patterns.IsOk)
                    {
                        return patterns.Error;
                    }

                    (tables, columns) = option.Name == "allowedTables" ? (patterns.Value, columns) : (tables, patterns.Value);
                    break;
                default:
                    return AssertionErrors.Value($"“{option.Name}” is no option of this type, or has a value of the wrong kind; there are databaseType, allowedTables and allowedColumns");
            }
        }

        return new SqlCheck(dialect, tables, columns, whole);
    }

    public Finding Evaluate(AssertionContext context)
    {
        var text = !whole && Block().Match(context.Output) is { Success: true } block ? block.Groups[1].Value : context.Output;
        try
        {
            var use = SqlReader.Read(text, dialect);
            return Foreign(use) is { } foreign ? Finding.Of(false, $"uses {Quote.Of(foreign)}, which is not allowed") : Finding.Of(true, $"is SQL of {dialect.Name}");
        }
        catch (SqlFault fault)
        {
            return Finding.Of(false, $"is no SQL of {dialect.Name}: {fault.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            return Finding.Faulted("a pattern of the allowed tables or columns did not finish in time");
        }
    }

    private string? Foreign(SqlUse use)
    {
        var table = tables is null ? null : use.Tables.Select(t => $"{t.Action}::{t.Schema ?? "null"}::{t.Table}").FirstOrDefault(name => !Allows(tables, name));
        return table ?? (columns is null ? null : use.Columns().FirstOrDefault(names => !names.Any(name => Allows(columns, name)))?[0]);
    }

    private static bool Allows(IReadOnlyList<Regex> patterns, string name) => patterns.Any(pattern => pattern.IsMatch(name));

    private static Result<IReadOnlyList<Regex>> Patterns(JsonElement list)
    {
        var patterns = new List<Regex>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return AssertionErrors.Value("allowedTables and allowedColumns are lists of texts");
            }

            var pattern = SafeRegex.Compile($"^(?:{item.GetString()})$", ignoreCase: true);
            if (!pattern.IsOk)
            {
                return pattern.Error;
            }

            patterns.Add(pattern.Value);
        }

        return patterns;
    }

    [GeneratedRegex("```(?:sql)?[ \t]*\r?\n?([^`]+)```", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Block();
}
