using System.Globalization;
using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>Looks at every reference before the schema is used: it must stay within the schema and lead somewhere. Nothing is ever fetched.</summary>
internal static class SchemaReferences
{
    /// <summary>Where values stand, not schemas.</summary>
    private static readonly string[] Values = ["const", "enum", "default", "examples"];

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Fault(JsonElement root) => Fault(root, root);

    private static string? Fault(JsonElement value, JsonElement root)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    var fault = property is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? Lead(property.Value.GetString()!, root)
                        : property.Name is "$dynamicRef" or "$recursiveRef" or "$dynamicAnchor" ? $"“{property.Name}” is not supported"
                        : Values.Contains(property.Name) ? null
                        : Fault(property.Value, root);
                    if (fault is not null)
                    {
                        return fault;
                    }
                }

                return null;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(item => Fault(item, root)).FirstOrDefault(fault => fault is not null);
            default:
                return null;
        }
    }

    private static string? Lead(string reference, JsonElement root)
    {
        if (reference == "#")
        {
            return null;
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return $"the reference “{reference}” leaves the schema; only references of the form #/… are followed";
        }

        var at = root;
        foreach (var step in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var property))
            {
                at = property;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return $"the reference “{reference}” leads nowhere";
            }
        }

        return null;
    }
}
