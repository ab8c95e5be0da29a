using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Cases of a CSV: a header, then one case a record. Which column means what: <see cref="CsvColumn"/>.</summary>
internal sealed class CsvCases(TextReader text, ImportTally tally, IReadOnlyCollection<string> required, bool namesAreVariables)
{
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var records = new CsvRecords(text);
        if (await records.NextAsync(cancellationToken) is not { } header || Columns(header) is not { } columns)
        {
            return;
        }

        for (var row = 2; !tally.IsFull && await records.NextAsync(cancellationToken) is { } record; row++)
        {
            if (record.IsBlank)
            {
                continue;
            }

            if ((record.Fault ?? Count(record, columns)) is { } fault)
            {
                tally.BadRow(new ImportProblem(row, null, fault, record.Line));
                continue;
            }

            var draft = new CaseDraft(row, record.Line);
            foreach (var (column, cell) in columns.Zip(record.Fields))
            {
                Read(column, cell, draft);
            }

            draft.Complete(required);
            tally.Add(draft);
        }
    }

    private List<CsvColumn>? Columns(CsvRecord header)
    {
        var faults = new List<string>();
        if (header.Fault is { } fault)
        {
            faults.Add(fault);
        }
        else if (header.Fields.All(string.IsNullOrWhiteSpace))
        {
            faults.Add("the header is missing: the first row names the columns");
        }

        var columns = header.Fields.Select(cell => CsvColumn.Of(SpreadsheetText.Unguard(cell))).ToList();
        faults.AddRange(columns.Index().Where(c => c.Item.Header.Length == 0 && faults.Count == 0).Select(c => $"column {c.Index + 1} has no name"));
        faults.AddRange(columns
            .Index().Where(c => c.Item.Header.Length > DatasetImporter.MaxNameLength)
            .Select(c => $"the name of column {c.Index + 1} is longer than {DatasetImporter.MaxNameLength} characters: '{Excerpt.Of(c.Item.Header)}'"));
        faults.AddRange(columns
            .GroupBy(c => (IsVariable: c.Kind is CsvColumnKind.Variable or CsvColumnKind.JsonVariable, Name: c.Kind == CsvColumnKind.Key ? "id" : c.Name))
            .Where(g => g.Count() > 1 && g.Key.Name.Length > 0)
            .Select(g => $"the column '{Excerpt.Of(g.Key.Name)}' is there {g.Count()} times"));
        faults.AddRange(columns.Where(c => c.Kind == CsvColumnKind.Unknown).Select(c => $"the column '{Excerpt.Of(c.Header)}' is not known; names that start with two underscores are reserved"));
        faults.AddRange(columns.Where(c => c.Header.Contains(ImportText.Invalid)).Select(_ => "the header is not valid UTF-8"));
        faults.ForEach(reason => tally.Problem(new ImportProblem(1, null, reason, header.Line)));
        columns.ForEach(column => tally.Column(column.Header));
        return faults.Count == 0 ? columns : null;
    }

    private static string? Count(CsvRecord record, List<CsvColumn> columns) =>
        record.Fields.Count == columns.Count ? null : $"{record.Fields.Count} fields where the header names {columns.Count}";

    private void Read(CsvColumn column, string raw, CaseDraft draft)
    {
        var cell = SpreadsheetText.Unguard(raw);
        if (cell.Contains(ImportText.Invalid))
        {
            draft.Problem(column.Header, $"character {cell.IndexOf(ImportText.Invalid) + 1} is not valid UTF-8");
            return;
        }

        if (cell.Length > DatasetImporter.MaxCellLength)
        {
            draft.Problem(column.Header, $"the cell is longer than {DatasetImporter.MaxCellLength:N0} characters");
            return;
        }

        if (namesAreVariables && CsvColumn.IsPlainName(column.Header))
        {
            draft.AddVariable(column.Header, JsonSerializer.SerializeToElement(cell));
        }

        if (column.Kind == CsvColumnKind.Key && namesAreVariables)
        {
            return;
        }

        if (column.Kind == CsvColumnKind.Key)
        {
            draft.SetKey(column.Header, cell);
        }
        else if (column.Kind == CsvColumnKind.Variable)
        {
            draft.AddVariable(column.Name, JsonSerializer.SerializeToElement(cell));
        }
        else if (cell.Length > 0)
        {
            ReadOptional(column, cell, draft);
        }
    }

    private static void ReadOptional(CsvColumn column, string cell, CaseDraft draft)
    {
        switch (column.Kind)
        {
            case CsvColumnKind.JsonVariable when Json(column, cell, draft) is { } value:
                draft.AddVariable(column.Name, value);
                break;
            case CsvColumnKind.Answer:
                draft.AddExpected([cell]);
                break;
            case CsvColumnKind.Answers:
                draft.AddExpected(TextList(cell) ?? [cell]);
                break;
            case CsvColumnKind.Tags:
                draft.AddTags(TextList(cell) ?? [.. cell.Split(',', StringSplitOptions.TrimEntries)]);
                break;
            case CsvColumnKind.Metadata:
                draft.AddTags([$"{column.Name}:{cell}"]);
                break;
            case CsvColumnKind.Shorthand:
                draft.AddShorthand(cell);
                break;
            case CsvColumnKind.Assertions when Json(column, cell, draft) is { } list:
                if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
                {
                    draft.SetAssertions(list);
                }
                else
                {
                    draft.Problem(column.Header, "a JSON list of assertions was expected");
                }

                break;
            case CsvColumnKind.Threshold:
                draft.SetThreshold(column.Header, cell);
                break;
            case CsvColumnKind.Metric:
                draft.SetMetric(cell);
                break;
            case CsvColumnKind.Description:
                draft.SetDescription(cell);
                break;
            case CsvColumnKind.Split:
                draft.SetSplit(column.Header, cell);
                break;
            case CsvColumnKind.Origin when Json(column, cell, draft) is { } origin:
                draft.SetOrigin(column.Header, origin);
                break;
            default:
                break;
        }
    }

    private static JsonElement? Json(CsvColumn column, string cell, CaseDraft draft)
    {
        var (value, fault) = StrictJson.Parse(cell);
        if (fault is null)
        {
            return value;
        }

        draft.Problem(column.Header, fault);
        return null;
    }

    private static List<string>? TextList(string cell)
    {
        if (!cell.StartsWith('['))
        {
            return null;
        }

        var (value, fault) = StrictJson.Parse(cell);
        return fault is null && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : null;
    }
}
