using System.Text;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>A text as SQuAD v1.1's official script normalises it: lower case, no ASCII punctuation, no articles, single spaces, in that order.</summary>
internal sealed partial class SquadText
{
    private SquadText(string original, string normalized)
    {
        Original = original;
        Normalized = normalized;
        Tokens = new TokenBag();
        foreach (var token in normalized.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Tokens.Add(token);
        }
    }

    public string Original { get; }

    public string Normalized { get; }

    public TokenBag Tokens { get; }

    public static SquadText Of(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsAscii(c) || !(char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                kept.Append(char.ToLowerInvariant(c));
            }
        }

        var words = Articles().Replace(kept.ToString(), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new SquadText(text, string.Join(' ', words));
    }

    [GeneratedRegex(@"\b(a|an|the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Articles();
}
