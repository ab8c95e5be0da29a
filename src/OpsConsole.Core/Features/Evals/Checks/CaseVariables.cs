using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>What a template in an assertion sees: the case's variables, and <c>expected</c> (one text, or a list when several answers are accepted or the check takes a list).</summary>
internal static class CaseVariables
{
    public const string Expected = "expected";

    public static IReadOnlyDictionary<string, JsonElement> Of(AssertionContext context, bool expectedAsList)
    {
        if (context.Expected.Count == 0 || context.Variables.ContainsKey(Expected))
        {
            return context.Variables;
        }

        return new Dictionary<string, JsonElement>(context.Variables, StringComparer.Ordinal)
        {
            [Expected] = context.Expected.Count == 1 && !expectedAsList
                ? JsonSerializer.SerializeToElement(context.Expected[0])
                : JsonSerializer.SerializeToElement(context.Expected),
        };
    }
}
