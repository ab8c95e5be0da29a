using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>The values of a trial's form as the template takes them: text as it stands, other types as JSON.</summary>
internal static class TrialVariables
{
    public static Dictionary<string, JsonElement> Read(
        IReadOnlyList<PromptVariable> declared, IReadOnlyDictionary<string, string> given, IReadOnlyList<string> used, List<ErrorDetail> faults)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in used)
        {
            var variable = declared.FirstOrDefault(row => row.Name == name) ?? new PromptVariable(name, PromptVariableType.Text, false, null);
            if (!given.TryGetValue(name, out var text) || text.Length == 0)
            {
                if (variable.Required)
                    faults.Add(new ErrorDetail($"variable {name}", "must not be empty"));
            }
            else if (TypedValue.Parse(variable.Type, text) is { } value)
            {
                values[name] = value;
            }
            else
            {
                faults.Add(new ErrorDetail($"variable {name}", $"must be {Word(variable.Type)}"));
            }
        }

        return values;
    }

    private static string Word(PromptVariableType type) => type switch
    {
        PromptVariableType.Text => "text",
        PromptVariableType.Number => "a number, such as 3 or 0.5",
        PromptVariableType.Boolean => "true or false",
        PromptVariableType.List => "a JSON list, such as [\"a\", \"b\"]",
        PromptVariableType.Object => "a JSON object, such as {\"region\": \"EU\"}",
    };
}
