using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Cli.Eval.Config;

/// <summary><c>assertionTemplates</c>: assertions with a name, which others refer to as <c>$ref: "#/assertionTemplates/NAME"</c>.</summary>
internal sealed class AssertionTemplates
{
    private const string Prefix = "#/assertionTemplates/";

    private readonly Dictionary<string, JsonNode> _byName = new(StringComparer.Ordinal);

    public void Read(YamlEntry section, ConfigScope scope)
    {
        if (section.Value is not YamlMap map)
        {
            scope.Fault(section, "'assertionTemplates' takes a mapping from names to assertions");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlMap template && template["$ref"] is null && scope.Json(template) is { ValueKind: JsonValueKind.Object } json)
                _byName[entry.Key] = JsonNode.Parse(json.GetRawText())!;
            else
                scope.Fault(entry, $"the template '{entry.Key}' must be an assertion, not a reference");
        }
    }

    /// <summary>The assertion with what it refers to in its place, also within an assert-set; a reference to nothing is a fault at <paramref name="place"/>.</summary>
    public JsonElement Resolve(JsonElement assertion, ConfigScope scope, string place)
    {
        if (assertion.ValueKind != JsonValueKind.Object || !assertion.GetRawText().Contains("$ref", StringComparison.Ordinal))
            return assertion;
        var resolved = Resolve(JsonNode.Parse(assertion.GetRawText())!, scope, place);
        return resolved is null ? default : resolved.Deserialize<JsonElement>();
    }

    private JsonNode? Resolve(JsonNode node, ConfigScope scope, string place)
    {
        if (node is JsonObject map && map["$ref"] is { } reference)
            return Find(map, reference.ToString(), scope, place);
        if (node is JsonObject set && set["assert"] is JsonArray inner)
        {
            var items = inner.Select(item => item is null ? null : Resolve(item, scope, place)).ToList();
            set["assert"] = new JsonArray([.. items.OfType<JsonNode>().Select(item => item.DeepClone())]);
        }

        return node;
    }

    private JsonNode? Find(JsonObject map, string reference, ConfigScope scope, string place)
    {
        if (map.Count > 1)
            scope.Fault(place, $"'$ref' stands alone; what it refers to says the rest, and '{map.First(member => member.Key != "$ref").Key}' beside it would be passed over");
        else if (reference.StartsWith(Prefix, StringComparison.Ordinal) && _byName.TryGetValue(reference[Prefix.Length..], out var template))
            return Resolve(template.DeepClone(), scope, place);
        else
            scope.Fault(place, $"there is no assertion template '{reference}'; {(_byName.Count == 0 ? "the configuration has no 'assertionTemplates'" : $"there are {string.Join(", ", _byName.Keys.Select(name => Prefix + name))}")}");
        return null;
    }
}
