namespace OpsConsole.Core.Features.Reports;

public enum ReportFormat
{
    Markdown,
    Json,
    Csv,
    JUnit,
    Html,
}

/// <summary>What a format is called where it travels.</summary>
public static class ReportFormats
{
    public static string ContentType(ReportFormat format) => format switch
    {
        ReportFormat.Markdown => "text/markdown",
        ReportFormat.Json => "application/json",
        ReportFormat.Csv => "text/csv",
        ReportFormat.JUnit => "application/xml",
        ReportFormat.Html => "text/html",
    };

    /// <summary>Of a file, and the word that <c>?format=</c> takes.</summary>
    public static string Extension(ReportFormat format) => format switch
    {
        ReportFormat.Markdown => "md",
        ReportFormat.Json => "json",
        ReportFormat.Csv => "csv",
        ReportFormat.JUnit => "xml",
        ReportFormat.Html => "html",
    };
}
