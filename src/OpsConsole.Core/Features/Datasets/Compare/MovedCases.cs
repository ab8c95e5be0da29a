namespace OpsConsole.Core.Features.Datasets.Compare;

/// <summary>
/// Which cases changed their order. Of the cases that both versions have, the longest run that kept its order stayed; only the others moved, so that a
/// case put in at the top moves nothing.
/// </summary>
internal static class MovedCases
{
    /// <param name="before">Keys in the old order.</param>
    /// <param name="after">Keys in the new order.</param>
    public static IReadOnlySet<string> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var old = before.Index().ToDictionary(test => test.Item, test => test.Index, StringComparer.Ordinal);
        var common = after.Where(old.ContainsKey).ToList();
        var places = common.ConvertAll(key => old[key]);
        var stayed = LongestRising(places);
        return common.Where((_, index) => !stayed.Contains(index)).ToHashSet(StringComparer.Ordinal);
    }

    // Patience sorting: the smallest end of a rising run of each length, and for each item the one before it.
    private static HashSet<int> LongestRising(List<int> values)
    {
        var ends = new List<int>();
        var before = new int[values.Count];
        for (var index = 0; index < values.Count; index++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = values[ends[middle]] < values[index] ? (middle + 1, high) : (low, middle);
            }

            before[index] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count)
                ends.Add(index);
            else
                ends[low] = index;
        }

        var run = new HashSet<int>();
        for (var index = ends.Count == 0 ? -1 : ends[^1]; index >= 0; index = before[index])
            run.Add(index);
        return run;
    }
}
