namespace OpsConsole.Core.Statistics;

/// <summary>Agreement beyond chance of two raters.</summary>
/// <param name="Value">−1..1; null where it is undefined, see <paramref name="Undefined"/>.</param>
/// <param name="StandardError">Of the value; null with it.</param>
/// <param name="Interval">Within −1..1; null with the value.</param>
/// <param name="Observed">Share of items on which both agree, 0..1; 0 without items.</param>
/// <param name="Expected">Share on which they would agree by chance, 0..1; 0 without items.</param>
/// <param name="Items">Number of items that both rated.</param>
/// <param name="Undefined">Why there is no value, as a clause; null where there is one.</param>
public sealed record Kappa(double? Value, double? StandardError, Interval? Interval, double Observed, double Expected, int Items, string? Undefined = null);

/// <summary>
/// Cohen's kappa (Cohen, Educ. Psychol. Meas. 20:37, 1960): κ = (pₒ − pₑ) / (1 − pₑ), where pₒ is the observed agreement and pₑ the one that the raters'
/// own frequencies would give by chance.
/// </summary>
public static class CohensKappa
{
    /// <summary>
    /// The interval is κ ± z·s with the large-sample standard error of Fleiss, Cohen and Everitt (Psychol. Bull. 72:323, 1969, eq. 14; in Fleiss, Levin and Paik,
    /// "Statistical Methods for Rates and Proportions", 3rd ed., eq. 18.15), cut to −1..1. Where that error vanishes (perfect agreement, or too few items to see
    /// any spread) it would claim certainty: there the ends are those of Wilson's interval of pₒ, at the pₑ that was seen.
    /// </summary>
    public static Kappa Of(ConfusionMatrix matrix, double confidence = 0.95)
    {
        var z = Normal.TwoSided(confidence);
        var n = matrix.Total;
        if (n == 0)
        {
            return new Kappa(null, null, null, 0, 0, 0, "nothing was rated by both");
        }

        var rows = Shares(matrix, matrix.RowTotal);
        var columns = Shares(matrix, matrix.ColumnTotal);
        var observed = (double)matrix.Agreed / n;
        var expected = rows.Zip(columns, (row, column) => row * column).Sum();
        if (Enumerable.Range(0, matrix.Categories).Any(category => matrix[category, category] == n))
        {
            // 0 / 0: whoever always says the same agrees by chance as often as by knowing.
            return new Kappa(null, null, null, 1, 1, n, "both gave every item the same verdict, so chance alone explains the agreement");
        }

        var value = (observed - expected) / (1 - expected);
        var error = StandardError(matrix, rows, columns, observed, expected);
        var interval = error > 0 ? new Interval(value - (z * error), value + (z * error)) : AroundObserved(matrix, expected, confidence);
        return new Kappa(value, error, new Interval(Math.Max(-1, interval.Low), Math.Min(1, interval.High)), observed, expected, n);
    }

    private static double StandardError(ConfusionMatrix matrix, double[] rows, double[] columns, double observed, double expected)
    {
        double n = matrix.Total, sum = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                var share = matrix[i, j] / n;
                var term = i == j ? 1 - expected - ((rows[i] + columns[i]) * (1 - observed)) : (1 - observed) * (columns[i] + rows[j]);
                sum += share * term * term;
            }
        }

        var rest = (observed * expected) - (2 * expected) + observed;
        var variance = (sum - (rest * rest)) / (n * Math.Pow(1 - expected, 4));

        // Rounding leaves a trace of either sign where the exact variance is 0.
        return variance > 1e-12 ? Math.Sqrt(variance) : 0;
    }

    private static Interval AroundObserved(ConfusionMatrix matrix, double expected, double confidence)
    {
        var observed = Wilson.Interval(matrix.Agreed, matrix.Total, confidence);
        return new Interval((observed.Low - expected) / (1 - expected), (observed.High - expected) / (1 - expected));
    }

    private static double[] Shares(ConfusionMatrix matrix, Func<int, int> total) =>
        [.. Enumerable.Range(0, matrix.Categories).Select(category => (double)total(category) / matrix.Total)];
}
