namespace OpsConsole.Core.Statistics;

/// <summary>The inverse of a small positive definite matrix, by Gauss–Jordan elimination; such a matrix needs no exchange of rows.</summary>
internal static class SymmetricInverse
{
    public static double[,] Of(double[,] matrix)
    {
        var m = matrix.GetLength(0);
        var left = (double[,])matrix.Clone();
        var right = new double[m, m];
        for (var i = 0; i < m; i++)
        {
            right[i, i] = 1;
        }

        for (var pivot = 0; pivot < m; pivot++)
        {
            var scale = left[pivot, pivot];
            for (var column = 0; column < m; column++)
            {
                left[pivot, column] /= scale;
                right[pivot, column] /= scale;
            }

            for (var row = 0; row < m; row++)
            {
                var factor = left[row, pivot];
                for (var column = 0; row != pivot && column < m; column++)
                {
                    left[row, column] -= factor * left[pivot, column];
                    right[row, column] -= factor * right[pivot, column];
                }
            }
        }

        return right;
    }
}
