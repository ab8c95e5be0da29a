using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>Turns a schema into <see cref="SchemaNode"/>s, one for each place, so that references, also circular ones, share a node.</summary>
internal sealed class SchemaCompiler(JsonElement root)
{
    private static readonly HashSet<string> Annotations =
    [
        "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "contentSchema",
    ];

    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>The node at a place, named by a fragment with a JSON Pointer (<c>#/$defs/address</c>).</summary>
    public SchemaNode Compile(string place)
    {
        if (_nodes.TryGetValue(place, out var known))
        {
            return known;
        }

        var node = _nodes[place] = new SchemaNode();
        var schema = Find(place);
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                node.Add((_, _) => new Violation("is not allowed"));
                break;
            case JsonValueKind.Object:
                foreach (var keyword in schema.EnumerateObject())
                {
                    if (!Annotations.Contains(keyword.Name))
                    {
                        Add(node, new Keyword(this, place, schema, keyword.Name, keyword.Value));
                    }
                }

                break;
            default:
                throw new SchemaFault($"{place} must be an object or a boolean");
        }

        return node;
    }

    private static void Add(SchemaNode node, Keyword keyword)
    {
        if (!ValueKeywords.TryAdd(node, keyword) && !ObjectKeywords.TryAdd(node, keyword) && !ArrayKeywords.TryAdd(node, keyword) && !LogicKeywords.TryAdd(node, keyword))
        {
            throw new SchemaFault($"{keyword.Place} has the keyword “{keyword.Name}”, which is not supported");
        }
    }

    private JsonElement Find(string place)
    {
        if (place == "#")
        {
            return root;
        }

        if (!place.StartsWith("#/", StringComparison.Ordinal))
        {
            throw new SchemaFault($"the reference “{place}” leaves the schema; only references of the form #/… are followed");
        }

        var at = root;
        foreach (var step in place[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var found = at.ValueKind switch
            {
                JsonValueKind.Object when at.TryGetProperty(name, out var property) => property,
                JsonValueKind.Array when int.TryParse(name, out var index) && index >= 0 && index < at.GetArrayLength() => at[index],
                _ => throw new SchemaFault($"the reference “{place}” leads nowhere"),
            };
            at = found;
        }

        return at;
    }
}

/// <summary>A keyword where it stands, with the ways to read its value.</summary>
internal sealed record Keyword(SchemaCompiler Compiler, string Place, JsonElement Schema, string Name, JsonElement Value)
{
    public string Here => $"{Place}/{Escape(Name)}";

    public SchemaNode Node => Compiler.Compile(Here);

    public SchemaNode NodeOf(string step) => Compiler.Compile($"{Here}/{Escape(step)}");

    public SchemaNode? Sibling(string name) => Schema.TryGetProperty(name, out _) ? Compiler.Compile($"{Place}/{Escape(name)}") : null;

    public IReadOnlyList<SchemaNode> Nodes() =>
        Value.ValueKind == JsonValueKind.Array && Value.GetArrayLength() > 0
            ? [.. Enumerable.Range(0, Value.GetArrayLength()).Select(i => NodeOf(i.ToString(System.Globalization.CultureInfo.InvariantCulture)))]
            : throw Fault("a list of schemas");

    public Dictionary<string, SchemaNode> NamedNodes() =>
        Value.ValueKind == JsonValueKind.Object
            ? Value.EnumerateObject().ToDictionary(property => property.Name, property => NodeOf(property.Name), StringComparer.Ordinal)
            : throw Fault("an object of schemas");

    public decimal Number() => Value.ValueKind == JsonValueKind.Number && Value.TryGetDecimal(out var number) ? number : throw Fault("a number");

    public int Count() => Value.ValueKind == JsonValueKind.Number && Value.TryGetDecimal(out var number) && number >= 0 && number <= int.MaxValue && number == decimal.Truncate(number)
        ? (int)number
        : throw Fault("a whole number of 0 or more");

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Fault("a text");

    public IReadOnlyList<string> Texts() =>
        Value.ValueKind == JsonValueKind.Array && Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. Value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Fault("a list of texts");

    public SchemaFault Fault(string expected) => new($"{Here} must be {expected}");

    private static string Escape(string step) => Uri.EscapeDataString(step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
