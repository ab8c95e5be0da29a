using System.Globalization;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Lines of CSV (RFC 4180) that a spreadsheet can open: what a model wrote starts no formula there.</summary>
internal static class CsvText
{
    public static string Line(params ReadOnlySpan<object?> fields)
    {
        var cells = new string[fields.Length];
        for (var i = 0; i < fields.Length; i++)
            cells[i] = Field(fields[i]);
        return string.Join(',', cells);
    }

    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string)
            text = SpreadsheetText.Guard(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
