using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Core.Features.Datasets.Export;

/// <summary>
/// Cases as CSV (RFC 4180). A variable that is text in every case is a plain column; any other becomes a <c>name:json</c> column, so that
/// numbers, lists and missing values come back as they were.
/// </summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\n\r;\t");

    private sealed record Column(string Header, Func<ImportedCase, string> Cell);

    public static IEnumerable<string> Lines(IReadOnlyList<ImportedCase> cases)
    {
        var columns = Columns(cases);
        yield return Row(columns.Select(column => column.Header));
        foreach (var test in cases)
        {
            yield return Row(columns.Select(column => column.Cell(test)));
        }
    }

    private static List<Column> Columns(IReadOnlyList<ImportedCase> cases)
    {
        List<Column> columns = [new("id", test => test.Key)];
        var names = cases.SelectMany(test => test.Variables.EnumerateObject().Select(member => member.Name)).Distinct().ToList();
        var rank = names.Index().ToDictionary(name => name.Item, name => name.Index);
        foreach (var name in names)
        {
            var isText = !CsvColumn.NeedsJson(name) && cases.All(test => test.Variables.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String);
            columns.Add(new(CsvColumn.HeaderOf(name, json: !isText), test => Cell(test, name, isText)));
        }

        Optional("answers", test => test.Expected.Count == 0 ? "" : CaseJson.Of(test.Expected));
        Optional("tags", test => test.Tags.Count == 0 ? "" : CaseJson.Of(test.Tags));
        Optional("__description", test => test.Description ?? TitleIfLost(test, rank));
        Optional("__threshold", test => test.Threshold?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        Optional("__metric", test => test.Metric ?? "");
        Optional("__split", test => test.Split ?? "");
        Optional("__origin", test => test.Origin is { } origin ? CaseJson.Of(origin) : "");
        Optional("__assert", test => test.Assertions == "[]" ? "" : test.Assertions);
        var shorthands = cases.Count == 0 ? 0 : cases.Max(test => test.ExpectedShorthand.Count);
        foreach (var index in Enumerable.Range(0, shorthands))
        {
            columns.Add(new($"__expected{index + 1}", test => test.ExpectedShorthand.ElementAtOrDefault(index) ?? ""));
        }

        return columns;

        void Optional(string header, Func<ImportedCase, string> cell)
        {
            if (cases.Any(test => cell(test).Length > 0))
            {
                columns.Add(new(header, cell));
            }
        }
    }

    // One row of columns has one order. Where a case has its variables in another, its first one is not the first here, and its title must be said.
    private static string TitleIfLost(ImportedCase test, Dictionary<string, int> rank)
    {
        var title = CaseContent.TitleOf(test.Variables.EnumerateObject());
        return title == CaseContent.TitleOf(test.Variables.EnumerateObject().OrderBy(variable => rank[variable.Name])) ? "" : title;
    }

    private static string Cell(ImportedCase test, string name, bool isText) =>
        !test.Variables.TryGetProperty(name, out var value) ? "" : isText ? value.GetString()! : value.GetRawText();

    private static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Quote));

    private static string Quote(string cell)
    {
        var text = SpreadsheetText.Guard(cell);
        return text.AsSpan().ContainsAny(Special) || text.Length == 0 || text != text.Trim()
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
