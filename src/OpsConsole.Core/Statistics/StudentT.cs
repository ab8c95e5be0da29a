namespace OpsConsole.Core.Statistics;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>P(|T| ≥ |t|), by the finite series for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4).</summary>
    /// <param name="t">Any number; an infinite one gives 0.</param>
    /// <param name="degrees">1 or more.</param>
    public static double TwoSidedP(double t, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (double.IsNaN(t))
            return double.NaN;
        if (double.IsInfinity(t))
            return 0;

        var theta = Math.Atan(Math.Abs(t) / Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(theta);
        double inside;
        if (degrees % 2 == 1)
        {
            double term = cosine, sum = degrees > 1 ? cosine : 0;
            for (var i = 3; i <= degrees - 2; i += 2)
                sum += term *= cosine * cosine * (i - 1) / i;
            inside = 2 / Math.PI * (theta + (sine * sum));
        }
        else
        {
            double term = 1, sum = 1;
            for (var i = 2; i <= degrees - 2; i += 2)
                sum += term *= cosine * cosine * (i - 1) / i;
            inside = sine * sum;
        }

        return Math.Clamp(1 - inside, 0, 1);
    }

    /// <summary>The t of a two-sided interval (2.228 for 0.95 and ten degrees), by bisection.</summary>
    public static double TwoSided(double confidence, int degrees)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");

        double low = 0, high = 1;
        while (TwoSidedP(high, degrees) > 1 - confidence)
            high *= 2;
        while (high - low > 1e-10 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = TwoSidedP(middle, degrees) > 1 - confidence ? (middle, high) : (low, middle);
        }

        return high;
    }
}
