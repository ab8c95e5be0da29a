using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>The keywords of objects.</summary>
internal static class ObjectKeywords
{
    public static bool TryAdd(SchemaNode node, Keyword keyword)
    {
        switch (keyword.Name)
        {
            case "required":
                var required = keyword.Texts();
                Add(node, (value, _) => required.FirstOrDefault(name => !Has(value, name)) is { } missing ? new Violation($"must have the property “{missing}”") : null);
                return true;
            case "properties":
                var properties = keyword.NamedNodes();
                Each(node, (property, walk) => properties.TryGetValue(property.Name, out var child) ? child.Check(property.Value, walk) : null);
                return true;
            case "patternProperties":
                var patterns = keyword.NamedNodes().Select(pair => (Regex: ValueKeywords.Pattern(pair.Key, keyword), Node: pair.Value)).ToArray();
                Each(node, (property, walk) => patterns.Where(x => x.Regex.IsMatch(property.Name)).Select(x => x.Node.Check(property.Value, walk)).FirstOrDefault(x => x is not null));
                return true;
            case "additionalProperties":
                AddAdditional(node, keyword);
                return true;
            case "propertyNames":
                var names = keyword.Node;
                Each(node, (property, walk) => names.Check(JsonSerializer.SerializeToElement(property.Name), walk));
                return true;
            case "minProperties":
                var fewest = keyword.Count();
                Add(node, (value, _) => value.GetPropertyCount() >= fewest ? null : new Violation($"must have at least {fewest} properties"));
                return true;
            case "maxProperties":
                var most = keyword.Count();
                Add(node, (value, _) => value.GetPropertyCount() <= most ? null : new Violation($"must have at most {most} properties"));
                return true;
            case "dependentRequired":
                var dependents = keyword.Value.EnumerateObject().Select(pair => (pair.Name, Needs: (keyword with { Value = pair.Value }).Texts())).ToArray();
                Add(node, (value, _) => dependents.Where(x => Has(value, x.Name)).SelectMany(x => x.Needs).FirstOrDefault(need => !Has(value, need)) is { } missing
                    ? new Violation($"must have the property “{missing}”")
                    : null);
                return true;
            default:
                return false;
        }
    }

    private static void AddAdditional(SchemaNode node, Keyword keyword)
    {
        var named = keyword.Schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        var patterns = keyword.Schema.TryGetProperty("patternProperties", out var patterned) && patterned.ValueKind == JsonValueKind.Object
            ? patterned.EnumerateObject().Select(property => ValueKeywords.Pattern(property.Name, keyword)).ToArray()
            : [];
        var rest = keyword.Node;
        Each(node, (property, walk) => named.Contains(property.Name) || patterns.Any(pattern => pattern.IsMatch(property.Name)) ? null : rest.Check(property.Value, walk));
    }

    private static bool Has(JsonElement value, string name) => value.TryGetProperty(name, out JsonElement _);

    private static void Add(SchemaNode node, Rule rule) => node.Add((value, walk) => value.ValueKind == JsonValueKind.Object ? rule(value, walk) : null);

    private static void Each(SchemaNode node, Func<JsonProperty, Walk, Violation?> check) => Add(node, (value, walk) =>
    {
        foreach (var property in value.EnumerateObject())
        {
            if (check(property, walk) is { } violation)
            {
                return violation.Under(property.Name);
            }
        }

        return null;
    });
}
