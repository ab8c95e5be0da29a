using System.Text.Json;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Fills a case from a JSON object: a line of a JSONL or a test of a YAML file.</summary>
internal static class CaseMembers
{
    /// <summary>Members that mean something; any other is a variable, unless the object has <c>vars</c>.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>
    {
        "id", "key", "vars", "expected", "answer", "answers", "tags", "__tags", "metadata", "assert", "threshold", "__threshold",
        "metric", "__metric", "description", "__description", "split", "__split", "origin", "__origin",
    };

    public static bool IsShorthand(string name) => name.StartsWith("__expected", StringComparison.Ordinal);

    public static void Read(JsonElement members, CaseDraft draft, Action<string> sawColumn, bool namesAreVariables = false)
    {
        var hasVars = members.TryGetProperty("vars", out _);
        foreach (var member in members.EnumerateObject())
        {
            if (!IsKnown(member.Name, hasVars))
            {
                if (hasVars)
                {
                    draft.Problem(member.Name, $"'{Excerpt.Of(member.Name)}' is not known beside 'vars'");
                }
                else
                {
                    sawColumn(member.Name);
                    draft.AddVariable(member.Name, member.Value);
                }
            }
            else
            {
                sawColumn(member.Name);
                if (namesAreVariables && !hasVars && CsvColumn.IsPlainName(member.Name))
                {
                    draft.AddVariable(member.Name, member.Value);
                    if (member.Name is "id" or "key")
                    {
                        continue;
                    }
                }

                ReadKnown(member.Name, member.Value, draft, sawColumn);
            }
        }
    }

    // Flights have an origin and stock has splits: beside other variables these are two of them.
    private static bool IsKnown(string name, bool hasVars) =>
        name is "split" or "origin" ? hasVars : Known.Contains(name) || IsShorthand(name);

    private static void ReadKnown(string name, JsonElement value, CaseDraft draft, Action<string> sawColumn)
    {
        switch (name)
        {
            case "id" or "key" when Text(value) is { } key:
                draft.SetKey(name, key);
                break;
            case "vars" when value.ValueKind == JsonValueKind.Object:
                foreach (var variable in value.EnumerateObject())
                {
                    sawColumn(variable.Name);
                    draft.AddVariable(variable.Name, variable.Value);
                }

                break;
            case "expected" or "answer" or "answers" when Texts(value) is { } answers:
                draft.AddExpected(answers);
                break;
            case "tags" or "__tags" when value.ValueKind == JsonValueKind.String:
                draft.AddTags(value.GetString()!.Split(',', StringSplitOptions.TrimEntries));
                break;
            case "tags" or "__tags" when Texts(value) is { } tags:
                draft.AddTags(tags);
                break;
            case "metadata" when value.ValueKind == JsonValueKind.Object:
                ReadMetadata(value, draft);
                break;
            case "assert" when value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object):
                draft.SetAssertions(value);
                break;
            case "threshold" or "__threshold" when value.ValueKind == JsonValueKind.Number:
                draft.SetThreshold(name, value.GetDouble());
                break;
            case "metric" or "__metric" when value.ValueKind == JsonValueKind.String:
                draft.SetMetric(value.GetString()!);
                break;
            case "description" or "__description" when Text(value) is { } description:
                draft.SetDescription(description);
                break;
            case "split" or "__split" when value.ValueKind == JsonValueKind.String:
                draft.SetSplit(name, value.GetString()!);
                break;
            case "origin" or "__origin" when value.ValueKind == JsonValueKind.Object:
                draft.SetOrigin(name, value);
                break;
            case var _ when IsShorthand(name) && Texts(value) is { } shorthand:
                foreach (var assertion in shorthand)
                {
                    draft.AddShorthand(assertion);
                }

                break;
            case var _ when value.ValueKind == JsonValueKind.Null:
                break;
            default:
                draft.Problem(name, $"'{name}' takes {Wanted(name)}, not {Kind(value)}");
                break;
        }
    }

    // A dataset slices by tag, so metadata becomes tags of the form key:value.
    private static void ReadMetadata(JsonElement metadata, CaseDraft draft)
    {
        foreach (var entry in metadata.EnumerateObject())
        {
            if (Texts(entry.Value) is { } values)
            {
                draft.AddTags(values.Select(value => $"{entry.Name}:{value}"));
            }
            else
            {
                draft.Problem("metadata", $"'{Excerpt.Of(entry.Name)}' takes a text or a list of texts, not {Kind(entry.Value)}");
            }
        }
    }

    private static string Wanted(string name) => name switch
    {
        "vars" or "metadata" or "origin" or "__origin" => "an object",
        "assert" => "a list of objects",
        "threshold" or "__threshold" => "a number between 0 and 1",
        "expected" or "answer" or "answers" or "tags" or "__tags" => "a text or a list of texts",
        _ => "a text",
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static List<string>? Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Text(value) is { } single ? [single] : null;
        }

        var texts = value.EnumerateArray().Select(Text).ToList();
        return texts.Contains(null) ? null : [.. texts.Select(text => text!)];
    }
}
