using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using Json.Schema.Keywords;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>The library's keyword, with a pattern that has JavaScript's meaning and cannot hang.</summary>
internal sealed class SafePattern : PatternKeyword
{
    public override object? ValidateKeywordValue(JsonElement value) => SafePatterns.Compile(value.ValueKind == JsonValueKind.String ? value.GetString() : null);
}

/// <summary>Patterns in the place of those that the library compiled.</summary>
internal static class SafePatterns
{
    /// <summary>The patterns of <c>patternProperties</c>, whose keyword cannot be replaced: others ask the library for it by its own type.</summary>
    public static void Replace(JsonSchemaNode node, HashSet<JsonSchemaNode> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        foreach (var keyword in node.Keywords ?? [])
        {
            if (keyword.Value is Dictionary<string, Regex> patterns)
            {
                foreach (var pattern in patterns.Keys.ToList())
                {
                    patterns[pattern] = Compile(pattern);
                }
            }

            foreach (var inner in keyword.Subschemas ?? [])
            {
                Replace(inner, seen);
            }
        }
    }

    public static Regex Compile(string? pattern)
    {
        if (pattern is null)
        {
            throw new JsonSchemaException("'pattern' must be a text");
        }

        var regex = SafeRegex.Compile(pattern);
        return regex.IsOk ? regex.Value : throw new JsonSchemaException(regex.Error.Message);
    }
}

/// <summary>The library's keyword, which would let a misspelt format pass everything.</summary>
internal sealed class KnownFormat : FormatKeyword
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "date", "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference",
        "uri-template", "uuid", "json-pointer", "relative-json-pointer", "regex");

    public override object? ValidateKeywordValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && !Known.Contains(value.GetString()!)
            ? throw new JsonSchemaException($"the format “{value.GetString()}” is not known")
            : base.ValidateKeywordValue(value);
}

/// <summary>The library's keyword, counted.</summary>
internal sealed class BoundedRef : RefKeyword
{
    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        SchemaWork.Step();
        return base.Evaluate(keyword, context);
    }
}
