using System.Numerics;

namespace OpsConsole.Core.Statistics;

/// <summary>Randomisation test of a mean paired difference (Fisher, "The Design of Experiments", 1935, §21).</summary>
public static class SignFlip
{
    private const int ExactUpTo = 20;
    private const int Rounds = 19_999;

    /// <summary>
    /// Two-sided p that the differences are symmetric around 0, in 0..1: the share of sign patterns whose sum is at least as far from 0 as the one seen.
    /// Exact with up to 20 differences other than 0, which change nothing; beyond that over 19,999 random patterns with the seen one added
    /// (Phipson and Smyth 2010), so never below 1/20,000. 1 without any difference.
    /// </summary>
    /// <param name="differences">One finite number a case.</param>
    /// <param name="seed">Fixes the random patterns.</param>
    public static double P(ReadOnlySpan<double> differences, ulong seed = PairedBootstrap.DefaultSeed)
    {
        var sizes = new List<double>(differences.Length);
        double seen = 0, total = 0;
        foreach (var difference in differences)
        {
            if (difference != 0)
            {
                sizes.Add(Math.Abs(difference));
                seen += difference;
                total += Math.Abs(difference);
            }
        }

        // Sums in another order differ in their last digits; patterns that tie with the seen one must count.
        var limit = Math.Abs(seen) - (1e-10 * total);
        return sizes.Count == 0 ? 1 : sizes.Count <= ExactUpTo ? Exact(sizes, total, limit) : MonteCarlo(sizes, total, limit, seed);
    }

    // Gray code: each pattern differs from the one before in a single sign.
    private static double Exact(List<double> sizes, double total, double limit)
    {
        var patterns = 1u << sizes.Count;
        var sum = total;
        uint signs = 0, asFar = 0;
        for (uint k = 1; k <= patterns; k++)
        {
            if (Math.Abs(sum) >= limit)
            {
                asFar++;
            }

            var flipped = BitOperations.TrailingZeroCount(k);
            if (flipped < sizes.Count)
            {
                signs ^= 1u << flipped;
                sum += (signs & (1u << flipped)) != 0 ? -2 * sizes[flipped] : 2 * sizes[flipped];
            }
        }

        return (double)asFar / patterns;
    }

    private static double MonteCarlo(List<double> sizes, double total, double limit, ulong seed)
    {
        var random = new SeededRandom(seed);
        var sums = SumsOfFour(sizes);
        var asFar = 1;
        for (var round = 0; round < Rounds; round++)
        {
            double negative = 0;
            ulong bits = 0;
            for (var at = 0; at < sums.Length; at += 16)
            {
                bits = (at & 255) == 0 ? random.Next() : bits >> 4;
                negative += sums[at + (int)(bits & 15)];
            }

            if (Math.Abs(total - (2 * negative)) >= limit)
            {
                asFar++;
            }
        }

        return asFar / (Rounds + 1.0);
    }

    // For each four sizes the sums of all sixteen choices among them: a round looks a quarter as many numbers up.
    private static double[] SumsOfFour(List<double> sizes)
    {
        var sums = new double[(sizes.Count + 3) / 4 * 16];
        for (var i = 0; i < sums.Length; i++)
        {
            var first = i / 16 * 4;
            for (var bit = 0; bit < 4 && first + bit < sizes.Count; bit++)
            {
                sums[i] += (i >> bit & 1) * sizes[first + bit];
            }
        }

        return sums;
    }
}
