using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports.Document;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A comparison's report as Markdown, JSON, CSV (a row for each case and candidate) or a printable page. JUnit has no form for a comparison.</summary>
public static class ComparisonReportWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static async Task WriteAsync(Stream stream, ComparisonReport report, ReportFormat format, CancellationToken cancellationToken)
    {
        if (format == ReportFormat.Json)
        {
            await JsonSerializer.SerializeAsync(stream, report, Json, cancellationToken);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        if (format == ReportFormat.Csv)
            WriteCsv(text, report);
        else if (format == ReportFormat.Html)
            HtmlReport.Write(text, ComparisonDocument.Of(report));
        else
            MarkdownReport.Write(text, ComparisonDocument.Of(report));
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(text.GetStringBuilder(), cancellationToken);
    }

    private static void WriteCsv(StringWriter text, ComparisonReport report)
    {
        text.WriteLine("case,title,tags,candidate,run,promptKey,promptVersion,model,baseline,outcome,score,passed,answered");
        foreach (var row in report.Cases)
        {
            foreach (var (candidate, cell) in report.Candidates.Zip(row.Cells))
            {
                text.WriteLine(CsvText.Line(
                    row.Key, row.Title, string.Join("; ", row.Tags), candidate.Name, Runs.Model.Run.KeyOf(candidate.RunId), candidate.PromptKey, candidate.PromptNumber, candidate.ModelKey,
                    candidate.IsBaseline, cell.Outcome.ToString(), cell.Score, cell.Passed, cell.Answered));
            }
        }
    }
}
