using System.Globalization;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A row for each case and candidate, repeats together.</summary>
internal static class RunReportCsv
{
    public static async Task WriteAsync(TextWriter writer, RunReport report, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("case,title,tags,candidate,promptKey,promptVersion,provider,model,outcome,score,passed,answered,reason");
        await foreach (var row in report.Cases.WithCancellation(cancellationToken))
        {
            foreach (var (candidate, cell) in report.Run.Candidates.Zip(row.Cells))
            {
                object?[] fields =
                [
                    row.Key, row.Title, string.Join("; ", row.Tags), candidate.Name, candidate.PromptKey, candidate.PromptNumber, candidate.ProviderKey, candidate.ModelKey,
                    cell.Outcome.ToString(), cell.Score, cell.Passed, cell.Answered, row.Reasons.GetValueOrDefault(candidate.Position),
                ];
                await writer.WriteLineAsync(string.Join(',', fields.Select(Field)).AsMemory(), cancellationToken);
            }
        }
    }

    // What a model wrote may be opened in a spreadsheet, so it must not start a formula there.
    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string)
            text = SpreadsheetText.Guard(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
