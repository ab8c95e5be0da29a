namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>A report as Markdown with GitHub's tables.</summary>
public static class MarkdownReport
{
    public static void Write(TextWriter writer, ReportDocument document)
    {
        writer.Write($"# {MarkdownText.Cell(document.Title)}\n\n");
        if (document.Lead is { } lead)
            writer.Write($"**{MarkdownText.Cell(lead)}**\n\n");
        foreach (var fact in document.Facts)
            writer.Write($"- {MarkdownText.Cell(fact.Label)}: {MarkdownText.Cell(fact.Value)}\n");
        foreach (var block in document.Blocks)
            Write(writer, block);
        writer.Write($"\n---\n\n{MarkdownText.Cell(document.Footer)}\n");
    }

    private static void Write(TextWriter writer, ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                writer.Write($"\n## {MarkdownText.Cell(heading.Text)}\n");
                break;
            case ReportParagraph paragraph:
                writer.Write($"\n{MarkdownText.Cell(paragraph.Text)}\n");
                break;
            case ReportTable table:
                writer.Write($"\n{Row(table.Columns.Select(column => column.Head))}|{string.Concat(table.Columns.Select(column => column.IsNumber ? "--:|" : "---|"))}\n");
                foreach (var row in table.Rows)
                    writer.Write(Row(row));
                break;
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(MarkdownText.Cell))} |\n";
}
