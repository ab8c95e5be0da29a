namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// A text of one variable as the set of its words and pairs of neighbouring words, each a 64-bit hash that is the same on every machine. Single words keep a short question
/// with one word changed similar; pairs keep two texts apart that use the same words in another order.
/// </summary>
internal static class Shingles
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <param name="variable">Part of each hash: what two cases share must stand in the same variable.</param>
    public static ulong[] Of(string variable, IReadOnlyList<string> words)
    {
        var (one, two) = (Hash(Offset, variable), Hash(Offset ^ 1, variable));
        var set = new HashSet<ulong>();
        for (var index = 0; index < words.Count; index++)
        {
            var single = Hash(one, words[index]);
            set.Add(single);
            if (index > 0)
                set.Add(Hash(Hash(two, words[index - 1]), words[index]));
        }

        return [.. set];
    }

    /// <summary>The share of what either has that both have, 0..1; both sorted alike.</summary>
    public static double Similarity(int[] a, int[] b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (i, j, common) = (i + 1, j + 1, common + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        var either = a.Length + b.Length - common;
        return either == 0 ? 1 : (double)common / either;
    }

    // FNV-1a over the letters, and one step between words so that "a bc" is not "ab c".
    private static ulong Hash(ulong seed, string word)
    {
        var hash = seed;
        foreach (var letter in word)
            hash = (hash ^ letter) * Prime;
        return (hash ^ 0x1F) * Prime;
    }
}
