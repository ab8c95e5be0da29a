using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class BootstrapMeansTests
{
    [Fact]
    public void Of_UpToAThousandCases_IsEachColumnsOwnInterval()
    {
        double[][] columns = [Scores(1, 240), Scores(2, 240), Scores(3, 15), [.. Scores(4, 240).Select(score => Math.Round(score))]];

        var intervals = BootstrapMeans.Of(columns);

        Assert.Equal(columns.Select(column => PairedBootstrap.Mean(column)).ToList(), intervals);
    }

    [Fact]
    public void Of_SeventeenColumns_FillsMoreThanOnePackOfRegisters()
    {
        var columns = Enumerable.Range(0, 17).Select(i => Scores(i, 60)).ToList();

        Assert.Equal(columns.Select(column => PairedBootstrap.Mean(column)).ToList(), BootstrapMeans.Of(columns));
    }

    [Fact]
    public void Of_ThousandsOfCases_AgreesWithTheTextbookIntervalOfAMean()
    {
        var column = Scores(7, 4_000);
        var deviation = Math.Sqrt(column.Sum(score => (score - column.Average()) * (score - column.Average())) / (column.Length - 1));

        var interval = BootstrapMeans.Of([column], resamples: 2_000)[0]!.Value;

        var reach = 1.96 * deviation / Math.Sqrt(column.Length);
        Assert.Equal(column.Average() - reach, interval.Low, 0.0008);
        Assert.Equal(column.Average() + reach, interval.High, 0.0008);
    }

    [Fact]
    public void Resample_ThousandsOfCases_IsTheSameOnAnyNumberOfCoresAndWithAnyCompany()
    {
        double[][] columns = [Scores(1, 1_500), Scores(2, 1_500)];

        var together = BootstrapMeans.Resample(columns, 300, 9);
        var alone = BootstrapMeans.Resample([columns[1]], 300, 9);

        Assert.Equal(alone[0], together[1]);
        Assert.Equal(PlainLoop(columns[1], 300, 9), alone[0]);
        Assert.NotEqual(alone[0], BootstrapMeans.Resample([columns[1]], 300, 10)[0]);
    }

    [Fact]
    public void Of_Edges_AreHonest()
    {
        var intervals = BootstrapMeans.Of([[], [0.4], [1, 1, 1], [0.25, 0.25]]);

        Assert.Equal([null, null, new Interval(1, 1), new Interval(0.25, 0.25)], intervals);
        Assert.Empty(BootstrapMeans.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapMeans.Of([[0.5, double.NaN]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapMeans.Of([[0.5, double.PositiveInfinity]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapMeans.Of([[0.5, 1]], resamples: 0));
    }

    private static double[] PlainLoop(double[] values, int resamples, ulong seed)
    {
        var means = new double[resamples];
        var size = BootstrapMeans.BlockSize(values.Length, resamples);
        for (var first = 0; first < resamples; first += size)
        {
            var random = new SeededRandom(BootstrapMeans.SeedOf(seed, first / size));
            for (var b = first; b < Math.Min(resamples, first + size); b++)
            {
                double sum = 0;
                for (var i = 0; i < values.Length; i++)
                {
                    sum += values[random.Below(values.Length)];
                }

                means[b] = sum / values.Length;
            }
        }

        return means;
    }

    private static double[] Scores(int seed, int n)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, n).Select(_ => random.Below(10_001) / 10_000.0)];
    }
}
