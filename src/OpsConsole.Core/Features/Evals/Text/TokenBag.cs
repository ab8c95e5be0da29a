using System.Runtime.InteropServices;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Words with their counts, and the F1 of what two bags share.</summary>
internal sealed class TokenBag
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public void Add(string token)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, token, out _)++;
        Count++;
    }

    /// <summary>Lower-cased words; each mark of punctuation is a word of its own, except inside a word (<c>don't</c>, <c>3.5</c>).</summary>
    public static TokenBag OfWords(string text)
    {
        var bag = new TokenBag();
        var lower = text.ToLowerInvariant();
        for (var at = 0; at < lower.Length;)
        {
            var start = at++;
            if (char.IsWhiteSpace(lower[start]))
            {
                continue;
            }

            while (IsWord(lower, start) && at < lower.Length && (IsWord(lower, at) || (lower[at] is '\'' or '.' or ',' or '-' or '’' && at + 1 < lower.Length && IsWord(lower, at + 1))))
            {
                at++;
            }

            bag.Add(lower[start..at]);
        }

        return bag;
    }

    /// <summary>2PR / (P + R) over shared tokens; 0 when nothing is shared, and so also when both are empty, as in SQuAD v1.1.</summary>
    public double F1(TokenBag reference)
    {
        var shared = 0;
        foreach (var (token, count) in _counts)
        {
            if (reference._counts.TryGetValue(token, out var other))
            {
                shared += Math.Min(count, other);
            }
        }

        return shared == 0 ? 0 : 2.0 * shared / (Count + reference.Count);
    }

    private static bool IsWord(string text, int at) => char.IsLetterOrDigit(text[at]) || text[at] == '_' || char.IsSurrogate(text[at]) || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark;
}
