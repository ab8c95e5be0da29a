using System.Text;
using System.Text.RegularExpressions;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Web.Components.Controls;

/// <summary>The figures behind a chart: for screen readers, for those who want the numbers, and for download.</summary>
public sealed partial record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string ToCsv()
    {
        var csv = new StringBuilder();
        foreach (var row in Rows.Prepend(Columns))
            csv.AppendJoin(',', row.Select(Quote)).Append("\r\n");
        return csv.ToString();
    }

    // A figure as a spreadsheet reads it in any language: without groups of thousands, its minus the plain sign.
    private static string Quote(string cell)
    {
        var safe = Shown().IsMatch(cell) ? cell.Replace(",", "", StringComparison.Ordinal).Replace('\u2212', '-') : SpreadsheetText.Guard(cell);
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    [GeneratedRegex(@"^[+\-\u2212]?\d{1,3}(,\d{3})*(\.\d+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shown();
}
