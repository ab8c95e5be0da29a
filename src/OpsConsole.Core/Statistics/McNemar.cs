namespace OpsConsole.Core.Statistics;

/// <summary>Test of two candidates on the same passes and failures.</summary>
public static class McNemar
{
    /// <summary>
    /// Exact two-sided p, in 0..1: twice the binomial(b + c, ½) tail up to the smaller count, at most 1 (McNemar, Psychometrika 12, 1947; exact
    /// conditional form). 1 when no case tells the two apart.
    /// </summary>
    /// <param name="b">Cases only the first passed, 0 or more.</param>
    /// <param name="c">Cases only the second passed, 0 or more.</param>
    public static double ExactP(int b, int c)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        var n = b + c;
        var smaller = Math.Min(b, c);

        // Downwards from the largest term, in logarithms: 2^-n underflows beyond a thousand cases, the terms relative to the largest do not.
        double logLargest = -n * Math.Log(2);
        for (var i = 1; i <= smaller; i++)
        {
            logLargest += Math.Log((double)(n - i + 1) / i);
        }

        double term = 1, sum = 1;
        for (var k = smaller; k > 0 && term > 1e-18; k--)
        {
            term *= (double)k / (n - k + 1);
            sum += term;
        }

        return Math.Min(1, 2 * sum * Math.Exp(logLargest));
    }
}
