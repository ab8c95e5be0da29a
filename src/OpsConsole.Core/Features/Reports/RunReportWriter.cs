using System.Text;
using OpsConsole.Core.Features.Reports.Document;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A run's report in any format. UTF-8, lines end with LF: the same report gives the same bytes.</summary>
public static class RunReportWriter
{
    public static async Task WriteAsync(Stream stream, RunReport report, ReportFormat format, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case ReportFormat.Json:
                await RunReportJson.WriteAsync(stream, report, cancellationToken);
                return;
            case ReportFormat.JUnit:
                await RunReportJUnit.WriteAsync(stream, report, cancellationToken);
                return;
        }

        // Whole tables at a time go into memory and from there to the caller, who may be slow and takes no synchronous writes.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (format == ReportFormat.Csv)
        {
            await RunReportCsv.WriteAsync(writer, report, cancellationToken);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        if (format == ReportFormat.Html)
            HtmlReport.Write(text, RunDocument.Of(report));
        else
            MarkdownReport.Write(text, RunDocument.Of(report));
        await writer.WriteAsync(text.GetStringBuilder(), cancellationToken);
    }
}
