using System.Text;

namespace OpsConsole.Web.Components.Controls;

/// <summary>The figures behind a chart: for screen readers, for those who want the numbers, and for download.</summary>
public sealed record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string ToCsv()
    {
        var csv = new StringBuilder();
        foreach (var row in Rows.Prepend(Columns))
            csv.AppendJoin(',', row.Select(Quote)).Append("\r\n");
        return csv.ToString();
    }

    // A spreadsheet runs a cell that starts like a formula; names come from users. A number may start with a minus.
    private static string Quote(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
