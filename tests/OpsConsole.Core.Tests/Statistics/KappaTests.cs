using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class KappaTests
{
    // Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 3rd ed. 2003, table 18.1: two raters, 100 subjects;
    // po = 0.89, pe = 0.66, kappa = 0.68, its standard error 0.087 and the 95 % interval 0.51 to 0.85 (section 18.1).
    private static readonly int[,] Fleiss = { { 75, 1, 4 }, { 5, 4, 1 }, { 0, 0, 10 } };

    [Fact]
    public void Of_TheTableOfFleissLevinAndPaik_GivesTheirFigures()
    {
        var kappa = CohensKappa.Of(ConfusionMatrix.Of(Fleiss));

        Assert.Equal(100, kappa.Items);
        Assert.Equal(0.89, kappa.Observed, 10);
        Assert.Equal(0.66, kappa.Expected, 10);
        Assert.Equal(0.68, kappa.Value!.Value, 0.005);
        Assert.Equal(0.087, kappa.StandardError!.Value, 0.001);
        // Theirs is computed from the rounded 0.68 and 0.087.
        Assert.Equal(0.51, kappa.Interval!.Value.Low, 0.01);
        Assert.Equal(0.85, kappa.Interval.Value.High, 0.01);
    }

    [Fact]
    public void Of_TwoByTwo_IsAsByHand()
    {
        // po = 35/50, pe = (25·30 + 25·20)/50² = 0.5: kappa 0.4.
        var kappa = CohensKappa.Of(ConfusionMatrix.Of(new[,] { { 20, 5 }, { 10, 15 } }));

        Assert.Equal(0.4, kappa.Value!.Value, 12);
    }

    [Fact]
    public void Of_NothingRated_IsUndefinedAndSaysSo()
    {
        var kappa = CohensKappa.Of(ConfusionMatrix.Of([], 2));

        Assert.Null(kappa.Value);
        Assert.Null(kappa.Interval);
        Assert.Equal("nothing was rated by both", kappa.Undefined);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Of_EverythingTheSame_IsUndefinedAndNotPerfect(int items)
    {
        var kappa = CohensKappa.Of(ConfusionMatrix.Of(Enumerable.Repeat((0, 0), items), 2));

        Assert.Null(kappa.Value);
        Assert.Equal(1, kappa.Observed);
        Assert.NotNull(kappa.Undefined);
    }

    [Fact]
    public void Of_OneItemRatedDifferently_IsChanceAndKnowsLittle()
    {
        var kappa = CohensKappa.Of(ConfusionMatrix.Of([(0, 1)], 2));

        Assert.Equal(0, kappa.Value);
        Assert.True(kappa.Interval!.Value.High > 0.5);
    }

    [Fact]
    public void Of_PerfectAgreement_IsOneButNotCertain()
    {
        var few = CohensKappa.Of(ConfusionMatrix.Of(new[,] { { 5, 0 }, { 0, 5 } }));
        var many = CohensKappa.Of(ConfusionMatrix.Of(new[,] { { 500, 0 }, { 0, 500 } }));

        Assert.Equal((1.0, 1.0), (few.Value, few.Interval!.Value.High));
        Assert.InRange(few.Interval.Value.Low, 0.3, 0.6);
        Assert.True(many.Interval!.Value.Low > 0.98);
    }

    [Fact]
    public void Of_PerfectDisagreement_IsMinusOne()
    {
        var kappa = CohensKappa.Of(ConfusionMatrix.Of(new[,] { { 0, 5 }, { 5, 0 } }));

        Assert.Equal(-1, kappa.Value!.Value, 12);
        Assert.Equal(-1, kappa.Interval!.Value.Low);
    }

    [Fact]
    public void Of_AnyTable_IsSymmetricBoundedAndInsideItsInterval()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var size = random.Next(2, 5);
            var (counts, turned) = (new int[size, size], new int[size, size]);
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    turned[j, i] = counts[i, j] = random.Next(0, 12);
                }
            }

            var (kappa, other) = (CohensKappa.Of(ConfusionMatrix.Of(counts)), CohensKappa.Of(ConfusionMatrix.Of(turned)));
            if (kappa.Value is not { } value)
            {
                continue;
            }

            Assert.Equal(value, other.Value!.Value, 10);
            Assert.Equal(kappa.StandardError!.Value, other.StandardError!.Value, 8);
            Assert.InRange(value, -1, 1);
            Assert.InRange(value, kappa.Interval!.Value.Low - 1e-9, kappa.Interval.Value.High + 1e-9);
            Assert.True(kappa.Interval.Value is { Low: >= -1, High: <= 1 });
        }
    }

    [Fact]
    public void StandardError_OfManySimulatedTables_IsTheirSpread()
    {
        // 2,000 tables of 200 items from one population: the spread of their kappas is what the formula estimates from one of them.
        double[] shares = [0.4, 0.1, 0.15, 0.35];
        var random = new Random(11);
        var kappas = Enumerable.Range(0, 2000).Select(_ => Draw(random, shares, 200)).ToList();
        var mean = kappas.Average(kappa => kappa.Value!.Value);
        var spread = Math.Sqrt(kappas.Average(kappa => Math.Pow(kappa.Value!.Value - mean, 2)));

        Assert.Equal(spread, kappas.Average(kappa => kappa.StandardError!.Value), 0.05 * spread);
    }

    [Fact]
    public void Matrix_NotSquareOrNegative_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(new int[2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of(new[,] { { -1, 0 }, { 0, 1 } }));
    }

    [Fact]
    public void Matrix_OfPairs_CountsRowsAndColumns()
    {
        var matrix = ConfusionMatrix.Of([(0, 1), (0, 1), (1, 1), (0, 0)], 2);

        Assert.Equal((1, 2, 0, 1), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
        Assert.Equal((4, 2, 3, 3), (matrix.Total, matrix.Agreed, matrix.RowTotal(0), matrix.ColumnTotal(1)));
    }

    private static Kappa Draw(Random random, double[] shares, int items)
    {
        var pairs = Enumerable.Range(0, items).Select(_ =>
        {
            var (draw, cell) = (random.NextDouble(), 0);
            while (cell < 3 && (draw -= shares[cell]) > 0)
                cell++;
            return (cell / 2, cell % 2);
        });
        return CohensKappa.Of(ConfusionMatrix.Of(pairs, 2));
    }
}
