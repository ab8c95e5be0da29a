namespace OpsConsole.Core.Features.Datasets.Import;

internal enum CsvColumnKind
{
    Key,
    Variable,

    /// <summary>Header <c>name:json</c>: each cell is JSON, an empty one leaves the variable out.</summary>
    JsonVariable,

    /// <summary>One accepted answer.</summary>
    Answer,

    /// <summary>A JSON list of accepted answers, or one as plain text.</summary>
    Answers,
    Tags,
    Metadata,
    Shorthand,
    Assertions,
    Threshold,
    Metric,
    Description,
    Split,

    /// <summary>JSON: <c>{"kind": …, "reference": …}</c>.</summary>
    Origin,
    Unknown,
}

/// <summary>What a CSV header means. <c>vars.NAME</c> is always the variable NAME, also where NAME alone would mean something else.</summary>
internal readonly record struct CsvColumn(string Header, string Name, CsvColumnKind Kind)
{
    private const string VariablePrefix = "vars.";
    private const string JsonSuffix = ":json";
    private const string MetadataPrefix = "__metadata:";

    public static CsvColumn Of(string cell)
    {
        var header = cell.Trim();
        return header switch
        {
            _ when cell.StartsWith(VariablePrefix, StringComparison.Ordinal) => Variable(cell, cell[VariablePrefix.Length..]),
            _ when Reserved(header) is { } kind => new CsvColumn(header, header, kind),
            _ when header.StartsWith(MetadataPrefix, StringComparison.Ordinal) => new CsvColumn(header, header[MetadataPrefix.Length..], CsvColumnKind.Metadata),
            _ when header.StartsWith("__", StringComparison.Ordinal) => new CsvColumn(header, header, CsvColumnKind.Unknown),
            _ => Variable(header, header),
        };
    }

    /// <summary>Names that mean something here and are ordinary variables to promptfoo.</summary>
    public static bool IsPlainName(string header) => header is "id" or "key" or "expected" or "answer" or "answers" or "tags";

    /// <summary>True where a text variable needs the JSON form, because its own name ends like one.</summary>
    public static bool NeedsJson(string variable) => variable.EndsWith(JsonSuffix, StringComparison.Ordinal);

    /// <summary>The header under which <see cref="Of"/> gives back the variable.</summary>
    public static string HeaderOf(string variable, bool json)
    {
        var bare = Of(variable) is { Kind: CsvColumnKind.Variable } column && column.Name == variable ? variable : VariablePrefix + variable;
        return json ? bare + JsonSuffix : bare;
    }

    private static CsvColumn Variable(string header, string name) => name.EndsWith(JsonSuffix, StringComparison.Ordinal)
        ? new CsvColumn(header, name[..^JsonSuffix.Length], CsvColumnKind.JsonVariable)
        : new CsvColumn(header, name, CsvColumnKind.Variable);

    private static CsvColumnKind? Reserved(string header) => header switch
    {
        "id" or "key" => CsvColumnKind.Key,
        "expected" or "answer" => CsvColumnKind.Answer,
        "answers" => CsvColumnKind.Answers,
        "tags" or "__tags" => CsvColumnKind.Tags,
        "__assert" => CsvColumnKind.Assertions,
        "__threshold" => CsvColumnKind.Threshold,
        "__metric" => CsvColumnKind.Metric,
        "__description" => CsvColumnKind.Description,
        "__split" => CsvColumnKind.Split,
        "__origin" => CsvColumnKind.Origin,
        _ when CaseMembers.IsShorthand(header) => CsvColumnKind.Shorthand,
        _ => null,
    };
}
