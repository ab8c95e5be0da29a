namespace OpsConsole.Core.Statistics;

/// <summary>How often one rater said the row's category where the other said the column's. Immutable; categories are numbered from 0.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    private ConfusionMatrix(int[,] counts)
    {
        _counts = counts;
        Categories = counts.GetLength(0);
        foreach (var count in counts)
        {
            Total += count;
        }
    }

    public int Categories { get; }

    /// <summary>Number of items.</summary>
    public int Total { get; }

    public int this[int row, int column] => _counts[row, column];

    /// <param name="pairs">What the two raters said of each item, 0 .. <paramref name="categories"/> − 1.</param>
    public static ConfusionMatrix Of(IEnumerable<(int Row, int Column)> pairs, int categories)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        var counts = new int[categories, categories];
        foreach (var (row, column) in pairs)
        {
            counts[row, column]++;
        }

        return new ConfusionMatrix(counts);
    }

    /// <param name="counts">A square table of counts, 0 or more.</param>
    public static ConfusionMatrix Of(int[,] counts)
    {
        if (counts.GetLength(0) != counts.GetLength(1) || counts.GetLength(0) == 0)
        {
            throw new ArgumentException("A confusion matrix is square and has a category.", nameof(counts));
        }

        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
        }

        return new ConfusionMatrix((int[,])counts.Clone());
    }

    public int RowTotal(int row) => Enumerable.Range(0, Categories).Sum(column => _counts[row, column]);

    public int ColumnTotal(int column) => Enumerable.Range(0, Categories).Sum(row => _counts[row, column]);

    /// <summary>Items on which both said the same.</summary>
    public int Agreed => Enumerable.Range(0, Categories).Sum(category => _counts[category, category]);
}
