namespace OpsConsole.Core.Statistics;

/// <summary>How many cases a comparison needs to find a true difference with the given power: <see cref="MinimumDetectableEffect"/> the other way round; two-sided tests.</summary>
public static class NeededCases
{
    /// <summary>
    /// For two paired proportions: n = (z₁₋α⸝₂·√ψ + z_power·√(ψ − δ²))²/δ², rounded up (Connor, Biometrics 43:207, 1987). ψ can never be below δ, so it is raised
    /// to δ where the given one is smaller.
    /// </summary>
    /// <param name="difference">δ, above 0 up to 1.</param>
    /// <param name="discordance">ψ, the share of cases on which the two differ, 0..1.</param>
    /// <param name="alpha">Probability of a false alarm.</param>
    /// <param name="power">Probability of finding the difference.</param>
    public static int PairedProportions(double difference, double discordance, double alpha = 0.05, double power = 0.8)
    {
        if (!(difference is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "A difference that is looked for lies above 0 and up to 1.");
        }

        if (!(discordance is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(discordance), discordance, "A share lies in 0..1.");
        }

        var psi = Math.Max(discordance, difference);
        var root = (Normal.TwoSided(1 - alpha) * Math.Sqrt(psi)) + (Normal.Quantile(power) * Math.Sqrt(psi - (difference * difference)));
        return Whole(root * root / (difference * difference));
    }

    /// <summary>For a mean paired difference: n = ((z₁₋α⸝₂ + z_power)·s/δ)², rounded up; at least 1.</summary>
    /// <param name="difference">δ, above 0, in the unit of <paramref name="deviation"/>.</param>
    /// <param name="deviation">s, the standard deviation of the differences, 0 or more.</param>
    /// <param name="alpha">Probability of a false alarm.</param>
    /// <param name="power">Probability of finding the difference.</param>
    public static int PairedMeans(double difference, double deviation, double alpha = 0.05, double power = 0.8)
    {
        if (!(difference > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "A difference that is looked for lies above 0.");
        }

        if (!(deviation >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A standard deviation is 0 or more.");
        }

        var root = (Normal.TwoSided(1 - alpha) + Normal.Quantile(power)) * deviation / difference;
        return Whole(root * root);
    }

    // A billion stands for every number of cases that nobody will ever collect.
    private static int Whole(double cases) => (int)Math.Clamp(Math.Ceiling(cases - 1e-9), 1, 1_000_000_000);
}
