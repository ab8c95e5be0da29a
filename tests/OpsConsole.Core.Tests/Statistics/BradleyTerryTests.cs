using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class BradleyTerryTests
{
    // American League, 1987: Agresti, "Categorical Data Analysis" (2002), table 10.10. Wins of the row over the column, in the order
    // Milwaukee, Detroit, Toronto, New York, Boston, Cleveland, Baltimore.
    private static readonly int[,] Baseball =
    {
        { 0, 7, 9, 7, 7, 9, 11 },
        { 6, 0, 7, 5, 11, 9, 9 },
        { 4, 6, 0, 7, 7, 8, 12 },
        { 6, 8, 6, 0, 6, 7, 10 },
        { 6, 2, 6, 7, 0, 7, 12 },
        { 4, 4, 5, 6, 6, 0, 6 },
        { 2, 4, 1, 3, 1, 7, 0 },
    };

    [Theory]
    // The fit of R's BradleyTerry2 (Turner and Firth, J. Stat. Softw. 48(9), 2012) to these data, Baltimore set to 0.
    [InlineData(0, 1.5814, 0.3433)]
    [InlineData(1, 1.4364, 0.3396)]
    [InlineData(2, 1.2945, 0.3367)]
    [InlineData(3, 1.2476, 0.3359)]
    [InlineData(4, 1.1077, 0.3339)]
    [InlineData(5, 0.6839, 0.3319)]
    public void Fit_Baseball_GivesThePublishedStrengthsAndErrors(int team, double strength, double error)
    {
        var against = BradleyTerry.Fit(Baseball).Difference(team, 6);

        Assert.Equal(strength, against.Difference, 0.0001);
        Assert.Equal(error, against.StandardError, 0.0001);
        Assert.Equal(strength - (1.96 * error), against.Interval.Low, 0.001);
    }

    [Fact]
    public void Fit_TwoContestants_IsTheLogOddsOfTheShare()
    {
        var fit = BradleyTerry.Fit(new[,] { { 0, 30 }, { 10, 0 } });

        // log 3 with the standard error of a log odds, √(1/30 + 1/10).
        var (difference, error, _) = fit.Difference(0, 1);
        Assert.Equal(Math.Log(3), difference, 1e-8);
        Assert.Equal(Math.Sqrt((1 / 30.0) + (1 / 10.0)), error, 1e-8);
        Assert.Equal(0, fit.Strengths.Sum(strength => strength.LogStrength), 1e-9);
    }

    [Fact]
    public void Fit_Ties_CountAsHalfAWinForEachSide()
    {
        var tied = BradleyTerry.Fit(new[,] { { 0, 3 }, { 1, 0 } }, new[,] { { 0, 4 }, { 4, 0 } });
        var halves = BradleyTerry.Fit(new[,] { { 0, 5 }, { 3, 0 } });

        Assert.Equal(halves.Difference(0, 1), tied.Difference(0, 1));
    }

    [Fact]
    public void Fit_AlwaysPreferred_HasNoStrengthAndSaysSo()
    {
        var fit = BradleyTerry.Fit(new[,] { { 0, 3, 2 }, { 0, 0, 1 }, { 0, 1, 0 } });

        Assert.Empty(fit.Strengths);
        Assert.False(fit.IsConnected);
        Assert.Equal([[0], [1, 2]], fit.Groups);
        Assert.Contains("2 groups", fit.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NeverCompared_FallsIntoTwoGroups()
    {
        var fit = BradleyTerry.Fit(new[,] { { 0, 1, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 1 }, { 0, 0, 1, 0 } });

        Assert.Equal(2, fit.Groups.Count);
        Assert.NotNull(fit.Problem);
    }

    [Fact]
    public void Fit_Edges_AreHonest()
    {
        Assert.Equal("Nothing was compared.", BradleyTerry.Fit(new int[0, 0]).Problem);
        Assert.Equal([0.0], BradleyTerry.Fit(new int[1, 1]).Strengths.Select(strength => strength.LogStrength));
        Assert.Throws<ArgumentException>(() => BradleyTerry.Fit(new int[2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BradleyTerry.Fit(new[,] { { 0, -1 }, { 1, 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BradleyTerry.Fit(new[,] { { 0, 1 }, { 1, 0 } }, new[,] { { 0, 1 }, { 2, 0 } }));
    }

    [Fact]
    public void Fit_AnyOrderOfTheTable_GivesTheSameStrengths()
    {
        int[] order = [3, 0, 6, 2, 5, 1, 4];
        var turned = new int[7, 7];
        for (var i = 0; i < 7; i++)
        {
            for (var j = 0; j < 7; j++)
            {
                turned[i, j] = Baseball[order[i], order[j]];
            }
        }

        var (fit, other) = (BradleyTerry.Fit(Baseball), BradleyTerry.Fit(turned));

        Assert.All(order.Index(), entry => Assert.Equal(fit.Strengths[entry.Item].LogStrength, other.Strengths[entry.Index].LogStrength, 1e-8));
    }
}
