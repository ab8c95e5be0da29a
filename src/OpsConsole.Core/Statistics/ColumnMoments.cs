namespace OpsConsole.Core.Statistics;

/// <summary>What the BCa interval asks of the values besides their resampled means.</summary>
/// <param name="Acceleration">A sixth of the skewness of the jackknife.</param>
/// <param name="Settled">The interval where nothing need be drawn: all values are equal. Null otherwise, and below 2 values.</param>
internal readonly record struct ColumnMoments(double Mean, double Acceleration, Interval? Settled)
{
    public static ColumnMoments Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n < 2)
        {
            return default;
        }

        double mean = PairedBootstrap.Average(values), squares = 0, cubes = 0;
        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(values), mean, "A case's value is a finite number; a cell that failed has none and its case is left out.");
        }

        foreach (var value in values)
        {
            var d = value - mean;
            squares += d * d;
            cubes += d * d * d;
        }

        // Leaving out case i moves the mean by (x̄ − xᵢ)/(n − 1), so the jackknife's skewness is that of the values.
        return squares <= 1e-24 * n * Math.Max(1, mean * mean)
            ? new ColumnMoments(mean, 0, new Interval(mean, mean))
            : new ColumnMoments(mean, cubes / (6 * Math.Pow(squares, 1.5)), null);
    }
}
