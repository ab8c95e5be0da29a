namespace OpsConsole.Core.Statistics;

/// <summary>The smallest true difference that a comparison of this size would find with the given power; two-sided tests.</summary>
public static class MinimumDetectableEffect
{
    /// <summary>
    /// Difference of two paired proportions, in 0..1: the δ that solves n·δ² = (z₁₋α⸝₂·√ψ + z_power·√(ψ − δ²))² (Connor, Biometrics 43:207, 1987), by bisection.
    /// ψ can never be below δ, so it is raised to δ where the given one is smaller. 1 without cases.
    /// </summary>
    /// <param name="n">Paired cases, 0 or more.</param>
    /// <param name="discordance">ψ, the share of cases on which the two differ, 0..1.</param>
    /// <param name="alpha">Probability of a false alarm.</param>
    /// <param name="power">Probability of finding the difference.</param>
    public static double PairedProportions(int n, double discordance, double alpha = 0.05, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(discordance is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(discordance), discordance, "A share lies in 0..1.");
        }

        var (zAlpha, zPower) = (Normal.TwoSided(1 - alpha), Normal.Quantile(power));
        bool Finds(double delta)
        {
            var psi = Math.Max(discordance, delta);
            return Math.Sqrt(n) * delta >= (zAlpha * Math.Sqrt(psi)) + (zPower * Math.Sqrt(psi - (delta * delta)));
        }

        if (!Finds(1))
        {
            return 1;
        }

        double low = 0, high = 1;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = Finds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Mean paired difference, in the unit of <paramref name="deviation"/>: (z₁₋α⸝₂ + z_power)·s/√n. Infinite without cases.</summary>
    /// <param name="n">Paired cases.</param>
    /// <param name="deviation">s, the standard deviation of the differences.</param>
    /// <param name="alpha">Probability of a false alarm.</param>
    /// <param name="power">Probability of finding the difference.</param>
    public static double PairedMeans(int n, double deviation, double alpha = 0.05, double power = 0.8) =>
        n == 0 ? double.PositiveInfinity : (Normal.TwoSided(1 - alpha) + Normal.Quantile(power)) * deviation / Math.Sqrt(n);
}
