using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Diff;

namespace OpsConsole.Core.Features.Datasets.Compare;

/// <summary>A case as named texts, and what differs between two of them.</summary>
internal static class CaseFields
{
    /// <summary>Characters of unchanged text kept on each side of a change.</summary>
    private const int Around = 80;

    /// <summary>Characters of one added or removed run that are shown.</summary>
    private const int Longest = 2_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<FieldChange> Compare(CaseContent? before, CaseContent? after)
    {
        var (old, now) = (Of(before), Of(after));
        return
        [
            .. old.Concat(now).Select(field => field.Name).Distinct()
                .Select(name => (Name: name, Old: Text(old, name), Now: Text(now, name)))
                .Where(field => field.Old != field.Now)
                .Select(field => new FieldChange(field.Name, Shorten(TextDiff.WordDiff(field.Old, field.Now)))),
        ];
    }

    /// <summary>Of a large value a reader needs the difference and some words around it, not all of it.</summary>
    public static IReadOnlyList<DiffPart> Shorten(IReadOnlyList<DiffPart> parts) =>
        [.. parts.Select((part, index) => part with { Text = part.Kind == DiffKind.Same ? Between(part.Text, index > 0, index < parts.Count - 1) : Cut(part.Text) })];

    private static string Between(string text, bool hasBefore, bool hasAfter)
    {
        var (head, tail) = (hasBefore ? Around : 0, hasAfter ? Around : 0);
        if (!hasBefore && !hasAfter)
            return Cut(text);
        return text.Length <= head + tail + 20 ? text : $"{text[..Whole(text, head)]} … {text[Whole(text, text.Length - tail)..]}";
    }

    private static string Cut(string text) => text.Length <= Longest
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..Whole(text, Longest)]} … ({text.Length - Longest:N0} more characters)");

    // Never between the two halves of one character.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static string Text(List<(string Name, string Text)> fields, string name) => fields.Find(field => field.Name == name).Text ?? "";

    private static List<(string Name, string Text)> Of(CaseContent? test)
    {
        if (test is null)
            return [];

        List<(string Name, string Text)> fields = [("title", test.Title)];
        fields.AddRange(test.Variables.EnumerateObject().Select(variable => (variable.Name, Shown(variable.Value))));
        Add("accepted answers", string.Join('\n', test.Expected));
        Add("tags", string.Join(", ", test.Tags));
        Add("split", test.Split ?? "");
        Add("checks", test.Assertions.Count == 0 ? "" : JsonSerializer.Serialize(AssertionJson.Write(test.Assertions), Indented));
        Add("threshold", test.Threshold?.ToString(CultureInfo.InvariantCulture) ?? "");
        Add("origin", test.Origin is { } origin ? $"{origin.Kind} {origin.Reference}" : "");
        return fields;

        // A variable may be called "tags" too: it keeps its name, and the field says what it is of.
        void Add(string name, string text) => fields.Add((fields.Any(field => field.Name == name) ? $"{name} of the case" : name, text));
    }

    // In the canonical form, because 1 and 1.0 and another order of members are no difference.
    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : JsonSerializer.Serialize(JsonElement.Parse(CanonicalJson.Serialize(value)), Indented);
}
