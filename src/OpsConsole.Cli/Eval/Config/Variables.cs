using System.Text.Json;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Turns the variables of one test into the tests they stand for, as promptfoo does: a list of values (or a pattern of files) is one test each.</summary>
internal static class Variables
{
    private const int MaxCombinations = 100_000;

    public static IReadOnlyList<Dictionary<string, JsonElement>> Expand(
        IReadOnlyDictionary<string, JsonElement> variables, bool expandLists, ConfigScope scope, string place)
    {
        List<Dictionary<string, JsonElement>> combinations = [[]];
        foreach (var (name, value) in variables)
        {
            var values = Values(value, expandLists, scope, $"{place}, variable {name}");
            if ((long)values.Count * combinations.Count > MaxCombinations)
            {
                scope.Fault(place, $"the lists of variables make more than {MaxCombinations:N0} tests");
                return [];
            }

            // The variable that comes last changes slowest.
            combinations = [.. values.SelectMany(one => combinations.Select(combination => new Dictionary<string, JsonElement>(combination) { [name] = one }))];
        }

        return combinations;
    }

    private static List<JsonElement> Values(JsonElement value, bool expandLists, ConfigScope scope, string place)
    {
        if (value.ValueKind == JsonValueKind.Array && expandLists && value.GetArrayLength() > 0 && value[0].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return [.. value.EnumerateArray().SelectMany(item => Files(item, scope, place))];
        }

        return Files(value, scope, place);
    }

    private static List<JsonElement> Files(JsonElement value, ConfigScope scope, string place)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()! is var text && !ConfigFiles.IsReference(text))
        {
            return [value];
        }

        text = value.GetString()!;
        var references = ConfigFiles.IsPattern(text) ? ConfigFiles.Find(text, scope, place).Select(path => ConfigFiles.Scheme + path) : [text];
        return [.. references.Select(reference => FileValue.Load(reference, scope, place)).OfType<JsonElement>()];
    }
}
