namespace OpsConsole.Cli.Eval.Report;

/// <summary>Columns as wide as what they hold: texts to the left, figures to the right.</summary>
internal sealed class TextTable(params IReadOnlyList<(string Head, bool IsText)> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [[.. columns.Select(column => column.Head)]];

    public void Add(IReadOnlyList<string> cells) => _rows.Add(cells);

    public async Task WriteAsync(TextWriter writer)
    {
        var widths = columns.Select((_, index) => _rows.Max(row => row[index].Length)).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, index) => columns[index].IsText ? cell.PadRight(widths[index]) : cell.PadLeft(widths[index]));
            await writer.WriteLineAsync(("  " + string.Join("  ", cells)).TrimEnd());
        }
    }
}
