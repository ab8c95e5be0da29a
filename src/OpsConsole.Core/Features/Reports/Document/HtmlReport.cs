using System.Net;

namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>
/// A report as one HTML page that needs nothing else: its style and its pictures are in it, and it holds no script. It prints on white paper whatever
/// the reader's screen shows.
/// </summary>
public static class HtmlReport
{
    public static void Write(TextWriter writer, ReportDocument document)
    {
        Begin(writer, document);
        End(writer, document.Footer);
    }

    /// <summary>All but the end, so that a caller can add what is too long to be held: <see cref="End"/> closes the page.</summary>
    /// <param name="style">More CSS for what is added.</param>
    public static void Begin(TextWriter writer, ReportDocument document, string style = "")
    {
        writer.Write($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Encode(document.Title)}</title>\n<style>\n{HtmlReportStyle.Css}\n{style}</style></head>\n<body><main>\n<h1>{Encode(document.Title)}</h1>\n");
        WriteParts(writer, document);
    }

    /// <summary>A report within the page of another.</summary>
    public static void Section(TextWriter writer, ReportDocument document)
    {
        writer.Write($"<h2 class=\"part\">{Encode(document.Title)}</h2>\n");
        WriteParts(writer, document);
    }

    public static void End(TextWriter writer, string footer) => writer.Write($"<footer>{Encode(footer)}</footer>\n</main></body></html>\n");

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static void WriteParts(TextWriter writer, ReportDocument document)
    {
        if (document.Lead is { } lead)
            writer.Write($"<p class=\"lead\">{Encode(lead)}</p>\n");
        if (document.Facts.Count > 0)
            writer.Write($"<dl>{string.Concat(document.Facts.Select(fact => $"<div><dt>{Encode(fact.Label)}</dt><dd>{Encode(fact.Value)}</dd></div>"))}</dl>\n");
        foreach (var block in document.Blocks)
            Write(writer, block);
    }

    private static void Write(TextWriter writer, ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                writer.Write($"<h2>{Encode(heading.Text)}</h2>\n");
                break;
            case ReportParagraph paragraph:
                writer.Write($"<p>{Encode(paragraph.Text)}</p>\n");
                break;
            case ReportTable table:
                Write(writer, table);
                break;
            case IntervalChart chart:
                writer.Write($"<figure><figcaption>{Encode(chart.Caption)}</figcaption>{IntervalPicture.Draw(chart)}</figure>\n");
                break;
            case ScatterChart chart:
                writer.Write($"<figure><figcaption>{Encode(chart.Caption)}</figcaption>{ScatterPicture.Draw(chart)}</figure>\n");
                break;
        }
    }

    private static void Write(TextWriter writer, ReportTable table)
    {
        var align = table.Columns.Select(column => column.IsNumber ? " class=\"n\"" : "").ToList();
        writer.Write($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr>{string.Concat(table.Columns.Zip(align, (column, css) => $"<th scope=\"col\"{css}>{Encode(column.Head)}</th>"))}</tr></thead><tbody>\n");
        foreach (var (index, row) in table.Rows.Index())
        {
            var tone = index < table.Tones.Count ? Tone(table.Tones[index]) : "";
            writer.Write($"<tr{tone}>{string.Concat(row.Zip(align, (cell, css) => $"<td{css}>{Encode(cell)}</td>"))}</tr>\n");
        }

        writer.Write("</tbody></table></div>\n");
    }

    private static string Tone(ReportTone tone) => tone switch
    {
        ReportTone.None => "",
        ReportTone.Good => " class=\"good\"",
        ReportTone.Bad => " class=\"bad\"",
        ReportTone.Open => " class=\"open\"",
    };
}
