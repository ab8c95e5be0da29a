using System.Buffers;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Levenshtein distance in UTF-16 units, by the two-row method of Wagner and Fischer (1974): memory grows with the shorter text only.</summary>
internal static class EditDistance
{
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var prefix = a.CommonPrefixLength(b);
        a = a[prefix..];
        b = b[prefix..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        if (a.Length < b.Length)
        {
            var longer = b;
            b = a;
            a = longer;
        }

        if (b.Length == 0)
        {
            return a.Length;
        }

        var rented = ArrayPool<int>.Shared.Rent(b.Length + 1);
        try
        {
            return Fill(rented.AsSpan(0, b.Length + 1), a, b);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    // The second row is the one value that the row being overwritten still needs.
    private static int Fill(Span<int> row, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            var left = row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var above = row[j + 1];
                left = a[i] == b[j] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, left));
                row[j + 1] = left;
                diagonal = above;
            }
        }

        return row[^1];
    }
}
