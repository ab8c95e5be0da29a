using System.Text.RegularExpressions;

namespace OpsConsole.Web.Components.Controls;

public enum CodeLanguage { Text, Liquid, Json }

/// <summary>A run of characters of one look. The colours only help the eye: nothing is parsed, and no text is ever lost.</summary>
internal sealed partial record CodePiece(string Text, string? Class)
{
    /// <summary>Longer lines stay plain: an opening brace that nothing closes is looked for to the end of its line, again and again.</summary>
    private const int LongestColoured = 4_000;

    public static IReadOnlyList<CodePiece> Split(string line, CodeLanguage language)
    {
        var pattern = line.Length > LongestColoured ? null : language switch { CodeLanguage.Liquid => Liquid(), CodeLanguage.Json => Json(), CodeLanguage.Text => null };
        if (pattern is null)
            return [new CodePiece(line, null)];

        var pieces = new List<CodePiece>();
        var at = 0;
        foreach (Match match in pattern.Matches(line))
        {
            if (match.Index > at)
                pieces.Add(new CodePiece(line[at..match.Index], null));
            pieces.Add(new CodePiece(match.Value, match.Groups["name"].Success ? "tk-v" : match.Groups["note"].Success ? "tk-r" : "tk-k"));
            at = match.Index + match.Length;
        }

        pieces.Add(new CodePiece(line[at..], null));
        return pieces;
    }

    [GeneratedRegex(@"(?<name>\{\{.*?\}\})|(?<note>\{%-?\s*comment.*?%\})|\{%.*?%\}")]
    private static partial Regex Liquid();

    [GeneratedRegex("""(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b""")]
    private static partial Regex Json();
}
