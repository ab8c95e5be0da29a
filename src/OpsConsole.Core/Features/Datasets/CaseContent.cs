using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>One case, checked: what is hashed and stored.</summary>
internal sealed record CaseContent(
    string Key, string Title, JsonElement Variables, IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, IReadOnlyList<Assertion> Assertions, double? Threshold)
{
    /// <summary>Null, and so in no hash, where the case is not split: versions made before there were splits keep theirs.</summary>
    public string? Split { get; init; }

    public CaseOrigin? Origin { get; init; }

    // Plain letters instead of \u escapes, so that a search finds them in the stored text.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The case of an imported row, or the column at fault and why.</summary>
    public static (CaseContent? Case, string Column, string Fault) From(ImportedCase row, AssertionCompiler compiler)
    {
        if (row.Key.Length > ModelBuilding.KeyLength)
            return (null, "id", $"an id holds at most {ModelBuilding.KeyLength} characters");

        using var written = JsonDocument.Parse(row.Assertions);
        var assertions = AssertionJson.Parse(written.RootElement);
        if (!assertions.IsOk)
            return (null, "assert", assertions.Error.Message);

        var all = new List<Assertion>(assertions.Value);
        foreach (var text in row.ExpectedShorthand)
        {
            var assertion = AssertionShorthand.Parse(text);
            if (!assertion.IsOk)
                return (null, "__expected", assertion.Error.Message);
            all.Add(assertion.Value);
        }

        if (row.Metric is { } metric)
            all = [.. all.Select(assertion => assertion.Metric is null ? assertion with { Metric = metric } : assertion)];
        return compiler.Compile(all, row.Threshold) is { IsOk: false } refused
            ? (null, "assert", refused.Error.Message)
            : (new CaseContent(row.Key, TitleOf(row), row.Variables, row.Expected, row.Tags, all, row.Threshold) { Split = row.Split, Origin = row.Origin }, "", "");
    }

    public DatasetCase ToRow(int versionId, int position) => new()
    {
        DatasetVersionId = versionId,
        Position = position,
        Key = Key,
        Title = Title,
        VariablesJson = JsonSerializer.Serialize(Variables, Plain),
        Expected = Expected,
        Tags = Tags,
        Assertions = Assertions,
        Threshold = Threshold,
        Split = Split,
        Origin = Origin,
    };

    /// <summary>As it is stored.</summary>
    public static CaseContent Of(DatasetCase row)
    {
        using var variables = JsonDocument.Parse(row.VariablesJson);
        return new CaseContent(row.Key, row.Title, variables.RootElement.Clone(), row.Expected, row.Tags, row.Assertions, row.Threshold) { Split = row.Split, Origin = row.Origin };
    }

    /// <summary>Back to the form of a file; importing it gives the same case.</summary>
    public static ImportedCase Export(DatasetCase row)
    {
        using var variables = JsonDocument.Parse(row.VariablesJson);
        return new ImportedCase
        {
            Key = row.Key,
            Variables = variables.RootElement.Clone(),
            Expected = row.Expected,
            Tags = row.Tags,
            Assertions = AssertionJson.Write(row.Assertions).GetRawText(),
            Threshold = row.Threshold,
            Split = row.Split,
            Origin = row.Origin,
            Description = row.Title == TitleOf(variables.RootElement.EnumerateObject()) ? null : row.Title,
        };
    }

    private static string TitleOf(ImportedCase row) => string.IsNullOrWhiteSpace(row.Description) ? TitleOf(row.Variables.EnumerateObject()) : Cut(row.Description);

    /// <summary>The title of a case that gives none: its question, or its first variable that says something. The order counts.</summary>
    public static string TitleOf(IEnumerable<JsonProperty> variables)
    {
        var texts = variables.Select(member => (member.Name, Text: Cut(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()))).ToList();
        return texts.Find(variable => variable.Name == "question" && variable.Text.Length > 0).Text ?? texts.Find(variable => variable.Text.Length > 0).Text ?? "";
    }

    private static string Cut(string text)
    {
        // PostgreSQL stores no NUL in a text; the variable itself is kept as JSON, which writes it in other letters.
        var line = string.Join(' ', First(text, 4 * ModelBuilding.NameLength).Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ModelBuilding.NameLength ? line : First(line, ModelBuilding.NameLength - 1) + "…";
    }

    // Never between the two halves of one character.
    private static string First(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
