namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// All groups of similar texts, exactly: every pair whose Jaccard similarity reaches the threshold is found, and none is guessed. Two sets can only be that
/// similar when they share one of their rarest members, so that an inverted index over these few names the pairs worth comparing (prefix filtering, after
/// Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007). Groups are chains: each text is similar to at least one other of its group.
/// </summary>
internal static class SimilarTexts
{
    // 0.7 times 10 need not be 7 in binary fractions.
    private const double Rounding = 1e-9;

    /// <param name="confirm">Asked of each pair that is similar as a whole: whether it really counts.</param>
    /// <returns>The group of each text: the index of its first text.</returns>
    public static int[] Group(IReadOnlyList<ulong[]> shingles, double threshold, Func<int, int, bool> confirm, CancellationToken cancellationToken)
    {
        var sets = Ranked(shingles);
        var groups = new Groups(sets.Length);
        var index = new Dictionary<int, List<int>>();
        foreach (var text in Enumerable.Range(0, sets.Length).OrderBy(text => sets[text].Length).ThenBy(text => text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = sets[text];
            var prefix = set.Length - (int)Math.Ceiling((threshold * set.Length) - Rounding) + 1;
            for (var place = 0; place < Math.Min(prefix, set.Length); place++)
            {
                if (!index.TryGetValue(set[place], out var others))
                    index[set[place]] = others = [];
                foreach (var other in others)
                {
                    // The shorter came first; one that is too short cannot share enough, and one of the same group has nothing to add.
                    if (sets[other].Length >= (threshold * set.Length) - Rounding && !groups.AreOne(text, other) && Shingles.Similarity(set, sets[other]) >= threshold - Rounding && confirm(text, other))
                        groups.Join(text, other);
                }

                others.Add(text);
            }
        }

        return groups.Firsts();
    }

    private static int[][] Ranked(IReadOnlyList<ulong[]> shingles)
    {
        var counts = shingles.SelectMany(set => set).CountBy(shingle => shingle);
        var rank = counts.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Index().ToDictionary(pair => pair.Item.Key, pair => pair.Index);
        return [.. shingles.Select(set => set.Select(shingle => rank[shingle]).Order().ToArray())];
    }

    private sealed class Groups(int count)
    {
        private readonly int[] _parent = [.. Enumerable.Range(0, count)];

        public bool AreOne(int a, int b) => First(a) == First(b);

        public void Join(int a, int b)
        {
            var (x, y) = (First(a), First(b));
            _parent[Math.Max(x, y)] = Math.Min(x, y);
        }

        public int[] Firsts() => [.. Enumerable.Range(0, _parent.Length).Select(First)];

        private int First(int text)
        {
            while (_parent[text] != text)
                text = _parent[text] = _parent[_parent[text]];
            return text;
        }
    }
}
