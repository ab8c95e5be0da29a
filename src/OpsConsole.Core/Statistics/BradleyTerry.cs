namespace OpsConsole.Core.Statistics;

/// <summary>
/// Strengths from pairwise preferences (Bradley and Terry, Biometrika 39, 1952): i is preferred to j with probability πᵢ/(πᵢ + πⱼ). Fitted by the MM algorithm of
/// Hunter, "MM algorithms for generalized Bradley–Terry models", Ann. Stat. 32:384, 2004; a tie counts as half a win for each side. Standard errors are those of
/// the log strengths around their mean, from the inverse information.
/// </summary>
public static class BradleyTerry
{
    private const int MostRounds = 100_000;
    private const double Tolerance = 1e-11;

    /// <param name="wins">Square: row i, column j holds how often i was preferred to j, 0 or more; the diagonal is not read.</param>
    /// <param name="ties">As often as i and j came out alike, symmetric; null for none.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1.</param>
    public static BradleyTerryFit Fit(int[,] wins, int[,]? ties = null, double confidence = 0.95)
    {
        var z = Normal.TwoSided(confidence);
        var preferred = Preferred(wins, ties);
        var groups = Groups(preferred);
        if (groups.Count != 1)
        {
            return new BradleyTerryFit([], groups, confidence, new double[0, 0]);
        }

        var strengths = Strengths(preferred);
        var covariance = Covariance(preferred, strengths);
        var logs = strengths.Select(strength => Math.Log(strength)).ToArray();
        var mean = logs.Average();
        var stated = logs.Index().Select(entry =>
        {
            var (log, error) = (entry.Item - mean, Math.Sqrt(Math.Max(0, covariance[entry.Index, entry.Index])));
            return new BradleyTerryStrength(log, error, new Interval(log - (z * error), log + (z * error)));
        });
        return new BradleyTerryFit([.. stated], groups, confidence, covariance);
    }

    private static double[,] Preferred(int[,] wins, int[,]? ties)
    {
        var m = wins.GetLength(0);
        if (wins.GetLength(1) != m || (ties is not null && (ties.GetLength(0) != m || ties.GetLength(1) != m)))
        {
            throw new ArgumentException("The tables of wins and ties are square and of one size.", nameof(wins));
        }

        var preferred = new double[m, m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                if (wins[i, j] < 0 || ties?[i, j] < 0 || ties?[i, j] != ties?[j, i])
                {
                    throw new ArgumentOutOfRangeException(nameof(wins), "Wins and ties are 0 or more, and a tie is one for both.");
                }

                preferred[i, j] = i == j ? 0 : wins[i, j] + ((ties?[i, j] ?? 0) / 2.0);
            }
        }

        return preferred;
    }

    // There are finite strengths exactly when everyone is preferred to everyone else through a chain (Ford, Am. Math. Monthly 64, 1957): those groups are the
    // strongly connected parts of the graph of preferences, the strongest first.
    private static List<IReadOnlyList<int>> Groups(double[,] preferred)
    {
        var m = preferred.GetLength(0);
        var reaches = new bool[m, m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                reaches[i, j] = i == j || preferred[i, j] > 0;
            }
        }

        for (var via = 0; via < m; via++)
        {
            for (var i = 0; i < m; i++)
            {
                for (var j = 0; j < m; j++)
                {
                    reaches[i, j] |= reaches[i, via] && reaches[via, j];
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, m)
                .GroupBy(i => Enumerable.Range(0, m).First(j => reaches[i, j] && reaches[j, i]))
                .OrderByDescending(group => Enumerable.Range(0, m).Count(j => reaches[group.Key, j]))
                .Select(group => (IReadOnlyList<int>)[.. group]),
        ];
    }

    private static double[] Strengths(double[,] preferred)
    {
        var m = preferred.GetLength(0);
        var strengths = Enumerable.Repeat(1.0, m).ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            var next = new double[m];
            for (var i = 0; i < m; i++)
            {
                double won = 0, weight = 0;
                for (var j = 0; j < m; j++)
                {
                    if (j != i)
                    {
                        won += preferred[i, j];
                        weight += (preferred[i, j] + preferred[j, i]) / (strengths[i] + strengths[j]);
                    }
                }

                next[i] = m == 1 ? 1 : won / weight;
            }

            // The geometric mean is 1: only ratios mean anything.
            var scale = Math.Exp(next.Average(Math.Log));
            double moved = 0;
            for (var i = 0; i < m; i++)
            {
                next[i] /= scale;
                moved = Math.Max(moved, Math.Abs(Math.Log(next[i] / strengths[i])));
            }

            strengths = next;
            if (moved < Tolerance)
            {
                break;
            }
        }

        return strengths;
    }

    // The information of the log strengths has the constant vector as its null space; with 1/m added everywhere it can be inverted, and taking 1/m off again
    // leaves the covariance of the strengths around their mean.
    private static double[,] Covariance(double[,] preferred, double[] strengths)
    {
        var m = strengths.Length;
        var information = new double[m, m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                information[i, j] += 1.0 / m;
                if (i != j)
                {
                    var p = strengths[i] / (strengths[i] + strengths[j]);
                    var weight = (preferred[i, j] + preferred[j, i]) * p * (1 - p);
                    information[i, j] -= weight;
                    information[i, i] += weight;
                }
            }
        }

        var inverse = SymmetricInverse.Of(information);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                inverse[i, j] -= 1.0 / m;
            }
        }

        return inverse;
    }
}
