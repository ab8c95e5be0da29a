using System.Globalization;
using System.Text;

namespace OpsConsole.Core.Statistics;

/// <summary>
/// Latencies in milliseconds, kept in buckets whose bounds grow by a constant factor, so that any percentile is within 2 % of the exact one however many
/// values went in, and histograms of parts add up to that of the whole (Masson, Rim and Lee 2019, "DDSketch"). Values are 0 or more; those below 0.01 ms
/// count as 0 and those above a day as a day. Not thread-safe.
/// </summary>
public sealed class LatencyHistogram
{
    private const double RelativeError = 0.02;
    private const double Smallest = 0.01;
    private const double Largest = 24 * 60 * 60 * 1000.0;
    private const string Version = "1";
    private const double Growth = (1 + RelativeError) / (1 - RelativeError);

    private static readonly double LogGrowth = Math.Log(Growth);
    private static readonly int Buckets = BucketOf(Largest) + 1;

    /// <summary>Bucket 0 is zero; bucket i holds the values from Smallest·Growth^(i-1) up to Smallest·Growth^i.</summary>
    private readonly long[] _counts = new long[Buckets];

    public long Count { get; private set; }

    /// <param name="milliseconds">0 or more.</param>
    public void Add(double milliseconds)
    {
        if (!(milliseconds >= 0))
            throw new ArgumentOutOfRangeException(nameof(milliseconds), milliseconds, "A latency is 0 or more.");
        _counts[BucketOf(Math.Min(milliseconds, Largest))]++;
        Count++;
    }

    public void Merge(LatencyHistogram other)
    {
        for (var i = 0; i < Buckets; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The smallest value that at least the share <paramref name="q"/> (0..1) of all values does not exceed, in milliseconds; null when there are no values.</summary>
    public double? Percentile(double q)
    {
        if (!(q is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(q), q, "A share lies between 0 and 1.");
        if (Count == 0)
            return null;
        var rank = Math.Max(1, (long)Math.Ceiling(q * Count));
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
            bucket++;
        return ValueOf(bucket);
    }

    /// <summary>One line: the version, then <c>bucket:count</c> for each bucket that is not empty.</summary>
    public string Serialize()
    {
        var text = new StringBuilder(Version);
        for (var i = 0; i < Buckets; i++)
        {
            if (_counts[i] > 0)
                text.Append(CultureInfo.InvariantCulture, $" {i}:{_counts[i]}");
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">The text was not written by <see cref="Serialize"/>.</exception>
    public static LatencyHistogram Parse(string text)
    {
        var parts = text.Split(' ');
        if (parts[0] != Version)
            throw new FormatException($"A latency histogram begins with its version {Version}, not with '{parts[0]}'.");
        var histogram = new LatencyHistogram();
        foreach (var part in parts.Skip(1))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0
                || !int.TryParse(part.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var bucket) || bucket >= Buckets
                || !long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                throw new FormatException($"'{part}' is not a bucket of a latency histogram.");
            histogram._counts[bucket] += count;
            histogram.Count += count;
        }

        return histogram;
    }

    private static int BucketOf(double milliseconds) =>
        milliseconds < Smallest ? 0 : 1 + (int)Math.Floor(Math.Log(milliseconds / Smallest) / LogGrowth);

    /// <summary>The value that is off by the same 2 % from both bounds of the bucket: their harmonic mean.</summary>
    private static double ValueOf(int bucket)
    {
        if (bucket == 0)
            return 0;
        var lower = Smallest * Math.Exp((bucket - 1) * LogGrowth);
        return lower * 2 * Growth / (1 + Growth);
    }
}
