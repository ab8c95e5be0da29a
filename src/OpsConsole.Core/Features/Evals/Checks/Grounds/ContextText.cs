using System.Text;
using System.Text.Json;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>What an answer had to keep to: the assertion's value, or a variable of the case by the names that retrieval is given.</summary>
internal static class ContextText
{
    private static readonly string[] Names = ["context", "sources", "documents"];

    public static JsonElement? Find(AssertionContext context, JsonElement? value, string variable)
    {
        if (value is { } own && own.ValueKind != JsonValueKind.Null)
        {
            return own;
        }

        if (variable.Length > 0)
        {
            return context.Variables.TryGetValue(variable, out var named) ? named : null;
        }

        foreach (var name in Names)
        {
            if (context.Variables.TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return null;
    }

    public static string Missing(string variable) =>
        variable.Length > 0 ? $"the case has no variable “{variable}”" : $"the case has none of the variables {string.Join(", ", Names)}, and the assertion no value";

    /// <summary>All texts in the value, each on lines of its own.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Add(value, text);
        return text.ToString();
    }

    private static void Add(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Add(item, text);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Add(property.Value, text);
                }

                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                text.Append(JsonText.Of(value)).Append("\n\n");
                break;
        }
    }
}
