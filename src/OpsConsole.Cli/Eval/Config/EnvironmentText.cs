using System.Text.RegularExpressions;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Fills <c>{{ env.NAME }}</c>, which promptfoo allows anywhere in a provider's settings.</summary>
internal static partial class EnvironmentText
{
    public static string Fill(string text, IReadOnlyDictionary<string, string> environment, Action<string> missing) =>
        Reference().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if ((environment.GetValueOrDefault(name) ?? System.Environment.GetEnvironmentVariable(name)) is { } value)
            {
                return value;
            }

            missing(name);
            return "";
        });

    [GeneratedRegex(@"\{\{-?\s*env\.(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
