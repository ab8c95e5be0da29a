namespace OpsConsole.Core.Statistics;

/// <summary>Cases by pass and failure under two candidates.</summary>
/// <param name="Both">Passed under both.</param>
/// <param name="FirstOnly">Passed under the first only.</param>
/// <param name="SecondOnly">Passed under the second only.</param>
/// <param name="Neither">Passed under neither.</param>
public readonly record struct PairedCounts(int Both, int FirstOnly, int SecondOnly, int Neither)
{
    public int Total => Both + FirstOnly + SecondOnly + Neither;

    /// <summary>Cases that tell the two apart.</summary>
    public int Discordant => FirstOnly + SecondOnly;

    /// <summary>Counts two equally long lists of 0 (failed) and 1 (passed).</summary>
    public static PairedCounts Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Span<int> counts = stackalloc int[4];
        for (var i = 0; i < first.Length; i++)
        {
            counts[(first[i] > 0 ? 0 : 2) + (second[i] > 0 ? 0 : 1)]++;
        }

        return new PairedCounts(counts[0], counts[1], counts[2], counts[3]);
    }
}
