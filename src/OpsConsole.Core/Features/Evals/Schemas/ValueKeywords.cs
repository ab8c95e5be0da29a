using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary><c>type</c>, <c>enum</c>, <c>const</c> and the keywords of numbers and texts; each holds for values of another type.</summary>
internal static class ValueKeywords
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "integer", "string"];

    public static bool TryAdd(SchemaNode node, Keyword keyword)
    {
        switch (keyword.Name)
        {
            case "type":
                node.Add(Type(keyword));
                return true;
            case "enum":
                var allowed = keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().ToArray() : throw keyword.Fault("a list");
                node.Add((value, _) => allowed.Any(item => JsonElement.DeepEquals(item, value)) ? null : new Violation($"must be one of {keyword.Value.GetRawText()}"));
                return true;
            case "const":
                node.Add((value, _) => JsonElement.DeepEquals(keyword.Value, value) ? null : new Violation($"must be {keyword.Value.GetRawText()}"));
                return true;
            case "minimum":
                var minimum = keyword.Number();
                Number(node, x => x >= (double)minimum, $"must be at least {minimum}");
                return true;
            case "maximum":
                var maximum = keyword.Number();
                Number(node, x => x <= (double)maximum, $"must be at most {maximum}");
                return true;
            case "exclusiveMinimum":
                var above = keyword.Number();
                Number(node, x => x > (double)above, $"must be more than {above}");
                return true;
            case "exclusiveMaximum":
                var below = keyword.Number();
                Number(node, x => x < (double)below, $"must be less than {below}");
                return true;
            case "multipleOf":
                var factor = keyword.Number() is > 0 and var f ? f : throw keyword.Fault("a number above 0");
                node.Add((value, _) => value.ValueKind != JsonValueKind.Number || IsMultiple(value, factor) ? null : new Violation($"must be a multiple of {factor}"));
                return true;
            case "minLength":
                var shortest = keyword.Count();
                Text(node, text => Length(text) >= shortest, $"must have at least {shortest} characters");
                return true;
            case "maxLength":
                var longest = keyword.Count();
                Text(node, text => Length(text) <= longest, $"must have at most {longest} characters");
                return true;
            case "pattern":
                var regex = SafeRegex.Compile(keyword.Text()) is { IsOk: true } compiled ? compiled.Value : throw keyword.Fault("a regular expression");
                Text(node, text => regex.IsMatch(text), $"must match {keyword.Text()}");
                return true;
            case "format":
                var isOfFormat = Formats.Of(keyword.Text()) ?? throw keyword.Fault($"one of {Formats.Known}");
                Text(node, isOfFormat, $"must be a valid {keyword.Text()}");
                return true;
            default:
                return false;
        }
    }

    public static Regex Pattern(string pattern, Keyword keyword) => SafeRegex.Compile(pattern) is { IsOk: true } compiled ? compiled.Value : throw keyword.Fault("named by regular expressions");

    private static Rule Type(Keyword keyword)
    {
        var types = keyword.Value.ValueKind == JsonValueKind.String ? [keyword.Text()] : keyword.Texts();
        if (types.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
        {
            throw new SchemaFault($"{keyword.Here} names the type “{unknown}”, which does not exist");
        }

        return (value, _) => types.Any(type => Is(value, type)) ? null : new Violation($"must be {string.Join(" or ", types)}, not {Name(value)}");
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && IsMultiple(value, 1),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => Name(value) == type,
    };

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.Number => "number",
        _ => "string",
    };

    // 1.0 is an integer; decimals keep 0.3 a multiple of 0.1, doubles carry what lies beyond their range.
    private static bool IsMultiple(JsonElement value, decimal factor) =>
        value.TryGetDecimal(out var exact) ? exact % factor == 0 : Math.IEEERemainder(value.GetDouble(), (double)factor) == 0;

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static void Number(SchemaNode node, Func<double, bool> holds, string message) =>
        node.Add((value, _) => value.ValueKind != JsonValueKind.Number || holds(value.GetDouble()) ? null : new Violation(message));

    private static void Text(SchemaNode node, Func<string, bool> holds, string message) =>
        node.Add((value, _) => value.ValueKind != JsonValueKind.String || holds(value.GetString()!) ? null : new Violation(message));
}
