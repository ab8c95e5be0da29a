using System.Runtime.InteropServices;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>The runs of 1 to 4 words in a text, with their counts.</summary>
internal sealed class NGrams
{
    public const int Longest = 4;

    private readonly Dictionary<string, int>[] _counts;

    public NGrams(string[] words)
    {
        Words = words;
        _counts = [.. Enumerable.Range(1, Longest).Select(n => Count(words, n))];
    }

    public string[] Words { get; }

    public int Total(int n) => Math.Max(0, Words.Length - n + 1);

    /// <summary>How many runs of n words both have, each at most as often as it stands in either.</summary>
    public int Shared(int n, NGrams other)
    {
        var shared = 0;
        foreach (var (gram, count) in _counts[n - 1])
        {
            shared += Math.Min(count, other._counts[n - 1].GetValueOrDefault(gram));
        }

        return shared;
    }

    private static Dictionary<string, int> Count(string[] words, int n)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + n <= words.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, string.Join(' ', words, i, n), out _)++;
        }

        return counts;
    }
}
