namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>A report as its parts, in the order they are read: one writer for each format makes the same of any report.</summary>
/// <param name="Lead">The answer in a sentence; null where there is none.</param>
/// <param name="Footer">Where it comes from and when.</param>
public sealed record ReportDocument(string Title, string? Lead, IReadOnlyList<ReportFact> Facts, IReadOnlyList<ReportBlock> Blocks, string Footer);

public sealed record ReportFact(string Label, string Value);

public abstract record ReportBlock;

public sealed record ReportHeading(string Text) : ReportBlock;

public sealed record ReportParagraph(string Text) : ReportBlock;

/// <param name="Tones">A tone for each row, in their order; empty for none.</param>
public sealed record ReportTable(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<ReportTone> Tones) : ReportBlock
{
    public ReportTable(IReadOnlyList<ReportColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
        : this(columns, rows, [])
    {
    }
}

public sealed record ReportColumn(string Head, bool IsNumber = false);

/// <summary>Shown as a mark beside the words, never instead of them.</summary>
public enum ReportTone
{
    None,
    Good,
    Bad,
    Open,
}

/// <summary>One figure of each candidate with its interval. Formats without pictures leave it out: the tables hold the same figures.</summary>
/// <param name="Scale">Where the axis begins and ends, and how a value on it is written.</param>
public sealed record IntervalChart(string Caption, IReadOnlyList<IntervalMark> Marks, ChartScale Scale) : ReportBlock;

/// <param name="Value">Null draws the name alone.</param>
public sealed record IntervalMark(string Name, double? Value, double? Low, double? High);

public sealed record ChartScale(double From, double To, Func<double, string> Text);

/// <summary>Two figures of each candidate against each other.</summary>
public sealed record ScatterChart(string Caption, string XTitle, string YTitle, IReadOnlyList<ScatterPoint> Points, ChartScale X, ChartScale Y) : ReportBlock;

public sealed record ScatterPoint(string Name, double X, double Y);
