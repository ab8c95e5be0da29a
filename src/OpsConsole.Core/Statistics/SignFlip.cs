using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpsConsole.Core.Statistics;

/// <summary>Randomisation test of a mean paired difference (Fisher, "The Design of Experiments", 1935, §21).</summary>
public static class SignFlip
{
    private const int ExactUpTo = 20;
    private const int Rounds = 19_999;
    private const int Together = 32;
    private const int Choices = 256;

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

    // Many rounds at a time: their sums do not wait for one another, and the table of eight sizes stays at hand while all of them look theirs up.
    private static double MonteCarlo(List<double> sizes, double total, double limit, ulong seed)
    {
        var random = new SeededRandom(seed);
        var words = (sizes.Count + 63) / 64;
        var sums = new SumsOfEight(sizes);
        var bits = new ulong[Together * words];
        var negative = new double[Together];
        var asFar = 1;
        for (var round = 0; round < Rounds; round += Together)
        {
            var rounds = Math.Min(Together, Rounds - round);
            for (var i = 0; i < rounds * words; i++)
            {
                bits[i] = random.Next();
            }

            Array.Clear(negative);
            sums.Add(MemoryMarshal.AsBytes(bits.AsSpan(0, rounds * words)), words * sizeof(ulong), negative.AsSpan(0, rounds));
            for (var i = 0; i < rounds; i++)
            {
                if (Math.Abs(total - (2 * negative[i])) >= limit)
                {
                    asFar++;
                }
            }
        }

        return asFar / (Rounds + 1.0);
    }

    /// <summary>For each eight sizes the sums of all 256 choices among them: a round looks up an eighth as many numbers.</summary>
    private sealed class SumsOfEight
    {
        private readonly double[] _sums;

        public SumsOfEight(List<double> sizes)
        {
            _sums = new double[(sizes.Count + 7) / 8 * Choices];
            for (var i = 0; i < _sums.Length; i++)
            {
                // Without its lowest member each choice is one that was summed before.
                var choice = i % Choices;
                var at = (i / Choices * 8) + BitOperations.TrailingZeroCount(choice);
                _sums[i] = choice == 0 ? 0 : _sums[i - choice + (choice & (choice - 1))] + (at < sizes.Count ? sizes[at] : 0);
            }
        }

        /// <summary>Adds to each round's sum what its bits choose, eight bits at a time.</summary>
        /// <param name="choices">Round by round.</param>
        /// <param name="stride">Bytes a round.</param>
        public void Add(ReadOnlySpan<byte> choices, int stride, Span<double> rounds)
        {
            for (var eight = 0; eight * Choices < _sums.Length; eight++)
            {
                // Slices of a fixed length: a byte is within it, and nothing is left to check.
                ref var table = ref MemoryMarshal.GetReference(_sums.AsSpan(eight * Choices, Choices));
                var column = choices[eight..];
                for (var round = 0; round < rounds.Length; round++)
                {
                    rounds[round] += Unsafe.Add(ref table, (nint)column[round * stride]);
                }
            }
        }
    }
}
