namespace OpsConsole.Core.Statistics;

/// <summary>One contestant's strength.</summary>
/// <param name="LogStrength">Around 0, the mean of all; a difference of d is odds of exp(d) to 1.</param>
/// <param name="Interval">Of the log strength, on the normal scale.</param>
public sealed record BradleyTerryStrength(double LogStrength, double StandardError, Interval Interval);

/// <summary>The strengths that pairwise preferences allow one to state.</summary>
public sealed class BradleyTerryFit
{
    private readonly double[,] _covariance;

    internal BradleyTerryFit(IReadOnlyList<BradleyTerryStrength> strengths, IReadOnlyList<IReadOnlyList<int>> groups, double confidence, double[,] covariance)
    {
        (Strengths, Groups, Confidence, _covariance) = (strengths, groups, confidence, covariance);
    }

    /// <summary>In the order of the table; empty while <see cref="Problem"/> says why.</summary>
    public IReadOnlyList<BradleyTerryStrength> Strengths { get; }

    /// <summary>Contestants that are linked by wins in both directions, the strongest group first; one group of all where strengths can be stated.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    public double Confidence { get; }

    public bool IsConnected => Groups.Count == 1;

    /// <summary>Why there are no strengths, in words; null where there are.</summary>
    public string? Problem => IsConnected ? null
        : Groups.Count == 0 ? "Nothing was compared."
        : $"The preferences do not link all contestants in both directions: they fall into {Groups.Count} groups between which one side has won every comparison, or there was none. Their strengths cannot be put on one scale yet.";

    /// <summary>How much stronger the first is than the second, with its interval; only where strengths are stated.</summary>
    public (double Difference, double StandardError, Interval Interval) Difference(int first, int second)
    {
        var difference = Strengths[first].LogStrength - Strengths[second].LogStrength;
        var error = Math.Sqrt(Math.Max(0, _covariance[first, first] + _covariance[second, second] - (2 * _covariance[first, second])));
        var reach = Normal.TwoSided(Confidence) * error;
        return (difference, error, new Interval(difference - reach, difference + reach));
    }
}
