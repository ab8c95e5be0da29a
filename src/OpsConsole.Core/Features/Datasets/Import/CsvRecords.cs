using System.Text;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>One record of a CSV file: where it starts and its fields, or what is wrong with it.</summary>
internal readonly record struct CsvRecord(int Line, IReadOnlyList<string> Fields, string? Fault)
{
    public bool IsBlank => Fault is null && Fields is [""];
}

/// <summary>
/// Splits a CSV (RFC 4180) into records. An unbalanced quote would swallow the rest of the file; this reader keeps the lines it took,
/// reports the record and goes on at the line after its start, which a ready-made parser cannot do.
/// </summary>
internal sealed class CsvRecords(TextReader text)
{
    // A quoted field that never ends costs a scan of up to the cell limit; a file made of them must not cost its square.
    private const int MaxRecoveries = 500;

    // A cell of the longest length, and the apostrophe that guards it from a spreadsheet.
    private const int LongestField = DatasetImporter.MaxCellLength + 1;

    private readonly Queue<TextLine> _again = new();
    private readonly LineSource _source = new(text);
    private readonly StringBuilder _field = new();
    private int _line;
    private int _recoveries;

    /// <summary>Set from the header line: a comma, or a semicolon or tab where the header has no comma.</summary>
    public char Delimiter { get; set; } = ',';

    public async Task<CsvRecord?> NextAsync(CancellationToken cancellationToken)
    {
        if (await LineAsync(cancellationToken) is not { } first)
        {
            return null;
        }

        var (current, ending) = first;
        var start = _line;
        if (start == 1)
        {
            Delimiter = current.Contains(',') ? ',' : current.Contains('\t') ? '\t' : current.Contains(';') ? ';' : ',';
        }

        var fields = new List<string>();
        var taken = new List<TextLine>();
        var at = 0;
        while (true)
        {
            _field.Clear();
            if (at >= current.Length || current[at] != '"')
            {
                var end = current.IndexOf(Delimiter, at);
                var field = end < 0 ? current[at..] : current[at..end];
                if (field.Contains('"') && field.TrimStart().StartsWith('"'))
                {
                    return Broken(start, taken, $"field {fields.Count + 1} has a space before its quote");
                }

                fields.Add(field);
                if (end < 0)
                {
                    return new CsvRecord(start, fields, null);
                }

                at = end + 1;
                continue;
            }

            at++;
            while (true)
            {
                var quote = current.IndexOf('"', at);
                if (quote >= 0)
                {
                    _field.Append(current, at, quote - at);
                    at = quote + 1;
                    if (at < current.Length && current[at] == '"')
                    {
                        _field.Append('"');
                        at++;
                        continue;
                    }

                    break;
                }

                _field.Append(current, at, current.Length - at).Append(ending);
                if (_field.Length > LongestField || await LineAsync(cancellationToken) is not { } next)
                {
                    return Broken(start, taken, $"the quote that opens field {fields.Count + 1} is never closed");
                }

                taken.Add(next);
                (current, ending) = next;
                at = 0;
            }

            fields.Add(_field.ToString());
            if (at == current.Length)
            {
                return new CsvRecord(start, fields, null);
            }

            if (current[at] != Delimiter)
            {
                return Broken(start, taken, $"unbalanced quotes: text follows the closing quote of field {fields.Count}");
            }

            at++;
        }
    }

    private CsvRecord Broken(int start, List<TextLine> taken, string fault)
    {
        if (taken.Count > 0 && ++_recoveries <= MaxRecoveries)
        {
            var rest = taken.Concat(_again).ToList();
            _again.Clear();
            rest.ForEach(_again.Enqueue);
            _line = start;
        }

        return new CsvRecord(start, [], fault);
    }

    private async ValueTask<TextLine?> LineAsync(CancellationToken cancellationToken)
    {
        var line = _again.TryDequeue(out var kept) ? kept : await _source.NextAsync(cancellationToken);
        _line += line is null ? 0 : 1;
        return line;
    }
}
