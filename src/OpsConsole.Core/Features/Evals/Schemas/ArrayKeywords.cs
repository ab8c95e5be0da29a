using System.Globalization;
using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>The keywords of lists, in the spelling of draft 2020-12 (<c>prefixItems</c>) and of draft 7 (a list under <c>items</c>).</summary>
internal static class ArrayKeywords
{
    public static bool TryAdd(SchemaNode node, Keyword keyword)
    {
        switch (keyword.Name)
        {
            case "items" when keyword.Value.ValueKind == JsonValueKind.Array:
            case "prefixItems":
                var first = keyword.Nodes();
                Each(node, 0, (item, index, walk) => index < first.Count ? first[index].Check(item, walk) : null);
                return true;
            case "items":
                Rest(node, keyword.Node, PrefixLength(keyword, "prefixItems"));
                return true;
            case "additionalItems":
                Rest(node, keyword.Node, PrefixLength(keyword, "items"));
                return true;
            case "minItems":
                var fewest = keyword.Count();
                Add(node, (value, _) => value.GetArrayLength() >= fewest ? null : new Violation($"must have at least {fewest} items"));
                return true;
            case "maxItems":
                var most = keyword.Count();
                Add(node, (value, _) => value.GetArrayLength() <= most ? null : new Violation($"must have at most {most} items"));
                return true;
            case "uniqueItems":
                if (keyword.Value.ValueKind == JsonValueKind.True)
                {
                    Add(node, Unique);
                }

                return true;
            case "contains":
                AddContains(node, keyword);
                return true;
            case "minContains" or "maxContains":
                _ = keyword.Count();
                return true;
            default:
                return false;
        }
    }

    private static void AddContains(SchemaNode node, Keyword keyword)
    {
        var wanted = keyword.Node;
        var least = keyword.Schema.TryGetProperty("minContains", out var minimum) ? (keyword with { Value = minimum }).Count() : 1;
        var most = keyword.Schema.TryGetProperty("maxContains", out var maximum) ? (keyword with { Value = maximum }).Count() : int.MaxValue;
        Add(node, (value, walk) =>
        {
            var count = value.EnumerateArray().Count(item => wanted.Check(item, walk) is null);
            return count >= least && count <= most ? null : new Violation($"has {count} items that conform to “contains”");
        });
    }

    private static Violation? Unique(JsonElement value, Walk walk)
    {
        var items = value.EnumerateArray().ToArray();
        for (var i = 1; i < items.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                walk.Step();
                if (JsonElement.DeepEquals(items[i], items[j]))
                {
                    return new Violation($"must not repeat an item (items {j} and {i} are equal)");
                }
            }
        }

        return null;
    }

    private static int PrefixLength(Keyword keyword, string sibling) =>
        keyword.Schema.TryGetProperty(sibling, out var prefix) && prefix.ValueKind == JsonValueKind.Array ? prefix.GetArrayLength()
        : sibling == "items" ? int.MaxValue
        : 0;

    private static void Rest(SchemaNode node, SchemaNode child, int from) => Each(node, from, (item, _, walk) => child.Check(item, walk));

    private static void Add(SchemaNode node, Rule rule) => node.Add((value, walk) => value.ValueKind == JsonValueKind.Array ? rule(value, walk) : null);

    private static void Each(SchemaNode node, int from, Func<JsonElement, int, Walk, Violation?> check) => Add(node, (value, walk) =>
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index >= from && check(item, index, walk) is { } violation)
            {
                return violation.Under(index.ToString(CultureInfo.InvariantCulture));
            }

            index++;
        }

        return null;
    });
}
