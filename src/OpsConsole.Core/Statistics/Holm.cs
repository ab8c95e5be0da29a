namespace OpsConsole.Core.Statistics;

/// <summary>Correction of p values that are looked at together.</summary>
public static class Holm
{
    /// <summary>
    /// Adjusted p values in the given order (Holm, Scand. J. Statist. 6, 1979): the i-th smallest of m times m − i + 1, never below a smaller one's, at most 1.
    /// Holds for any dependence between the tests.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var adjusted = new double[order.Length];
        double largest = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            var p = pValues[order[rank]];
            if (!(p is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "A p value lies in 0..1.");
            }

            largest = Math.Max(largest, Math.Min(1, p * (order.Length - rank)));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
