using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OpsConsole.Core.Statistics;

/// <summary>
/// Bootstrap intervals of many means at once, as <see cref="PairedBootstrap"/> has them (BCa, seeded): columns of equal length share their draws, so that ten
/// candidates cost little more than one, and on all cores. Up to 1,000 cases the figures are exactly those of <see cref="PairedBootstrap.Mean"/>; beyond that
/// each block of resamples has a stream of its own, and the figures are the same on any number of cores.
/// </summary>
public static class BootstrapMeans
{
    public const int Resamples = 9_999;

    /// <summary>Up to here one stream, in the order in which a single column draws.</summary>
    private const int OneStream = 1_000;
    private const int Block = 125;

    /// <summary>Columns whose sums fit the processor's registers together.</summary>
    private const int Lanes = 16;

    /// <summary>The interval of each column's mean, in their order; null below 2 values, one point where all values are equal.</summary>
    /// <param name="columns">Finite numbers, one a case, repeats averaged. Lengths may differ.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="resamples">1 or more.</param>
    /// <param name="seed">Fixes the resamples.</param>
    public static IReadOnlyList<Interval?> Of(
        IReadOnlyList<double[]> columns, double confidence = 0.95, int resamples = Resamples, ulong seed = PairedBootstrap.DefaultSeed, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var z = Normal.TwoSided(confidence);
        var moments = columns.Select(column => ColumnMoments.Of(column)).ToArray();
        var intervals = new Interval?[columns.Count];
        var drawn = new List<int>();
        for (var i = 0; i < columns.Count; i++)
        {
            intervals[i] = moments[i].Settled;
            if (intervals[i] is null && columns[i].Length >= 2)
            {
                drawn.Add(i);
            }
        }

        foreach (var group in drawn.GroupBy(i => columns[i].Length))
        {
            var members = group.ToArray();
            var means = Resample([.. members.Select(i => columns[i])], resamples, seed, cancellationToken);
            Parallel.For(0, members.Length, i =>
            {
                Array.Sort(means[i]);
                intervals[members[i]] = PairedBootstrap.Bca(moments[members[i]], means[i], z);
            });
        }

        return intervals;
    }

    /// <summary>The means of every resample, column by column: what the intervals are read from.</summary>
    /// <param name="columns">All of one length, 1 or more.</param>
    /// <param name="resamples">1 or more.</param>
    /// <param name="seed">Fixes the resamples.</param>
    public static double[][] Resample(IReadOnlyList<double[]> columns, int resamples, ulong seed, CancellationToken cancellationToken = default)
    {
        var n = columns[0].Length;
        var blocks = columns.Chunk(Lanes).Select(chunk => new Packed(chunk)).ToArray();
        var means = columns.Select(_ => new double[resamples]).ToArray();
        var size = BlockSize(n, resamples);
        Parallel.For(0, (resamples + size - 1) / size, new ParallelOptions { CancellationToken = cancellationToken }, block =>
        {
            var random = new SeededRandom(SeedOf(seed, block));
            var rows = new int[n];
            for (var b = block * size; b < Math.Min(resamples, (block + 1) * size); b++)
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    rows[i] = random.Below(n);
                }

                for (var part = 0; part < blocks.Length; part++)
                {
                    blocks[part].Means(rows, means.AsSpan(part * Lanes), b);
                }
            }
        });
        return means;
    }

    /// <summary>How many resamples follow one another in one stream.</summary>
    public static int BlockSize(int n, int resamples) => n <= OneStream ? resamples : Block;

    /// <summary>The seed of a block's stream; the first is the given one.</summary>
    public static ulong SeedOf(ulong seed, int block) => seed + ((ulong)block * 0x9E3779B97F4A7C15);

    /// <summary>Up to sixteen columns row by row, so that one drawn row is one stretch of memory.</summary>
    private sealed class Packed
    {
        private readonly double[] _values;
        private readonly int _columns;
        private readonly int _stride;

        public Packed(double[][] columns)
        {
            _columns = columns.Length;
            _stride = (columns.Length + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
            _values = new double[columns[0].Length * _stride];
            for (var c = 0; c < columns.Length; c++)
            {
                for (var i = 0; i < columns[c].Length; i++)
                {
                    _values[(i * _stride) + c] = columns[c][i];
                }
            }
        }

        public void Means(int[] rows, Span<double[]> means, int resample)
        {
            Span<double> sums = stackalloc double[Lanes];
            switch (_stride)
            {
                case 4:
                    Sum<One>(rows, sums);
                    break;
                case 8:
                    Sum<Two>(rows, sums);
                    break;
                case 12:
                    Sum<Three>(rows, sums);
                    break;
                default:
                    Sum<Four>(rows, sums);
                    break;
            }

            for (var c = 0; c < _columns; c++)
            {
                means[c][resample] = sums[c] / rows.Length;
            }
        }

        // The number of vectors is a type, so that the compiler drops the sums that are not needed and keeps the others in registers.
        private void Sum<TVectors>(int[] rows, Span<double> sums)
            where TVectors : struct, IVectors
        {
            Vector256<double> a = default, b = default, c = default, d = default;
            ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
            foreach (var row in rows)
            {
                ref var at = ref Unsafe.Add(ref values, (nint)row * 4 * TVectors.Count);
                a += Vector256.LoadUnsafe(ref at);
                if (TVectors.Count > 1)
                {
                    b += Vector256.LoadUnsafe(ref at, 4);
                }

                if (TVectors.Count > 2)
                {
                    c += Vector256.LoadUnsafe(ref at, 8);
                }

                if (TVectors.Count > 3)
                {
                    d += Vector256.LoadUnsafe(ref at, 12);
                }
            }

            a.CopyTo(sums);
            b.CopyTo(sums[4..]);
            c.CopyTo(sums[8..]);
            d.CopyTo(sums[12..]);
        }

        private interface IVectors
        {
            static abstract int Count { get; }
        }

        private readonly struct One : IVectors
        {
            public static int Count => 1;
        }

        private readonly struct Two : IVectors
        {
            public static int Count => 2;
        }

        private readonly struct Three : IVectors
        {
            public static int Count => 3;
        }

        private readonly struct Four : IVectors
        {
            public static int Count => 4;
        }
    }
}
