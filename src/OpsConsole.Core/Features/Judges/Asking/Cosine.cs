using System.Globalization;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <param name="Index">Of the accepted text, from 0; of equals the first.</param>
internal readonly record struct Nearness(int Index, double Cosine)
{
    public string Words(int accepted) => accepted == 1
        ? string.Create(CultureInfo.InvariantCulture, $"cosine {Cosine:0.000}")
        : string.Create(CultureInfo.InvariantCulture, $"cosine {Cosine:0.000} with the nearest, number {Index + 1} of {accepted}");
}

/// <summary>The cosine between vectors, −1..1, where there is one.</summary>
internal static class Cosine
{
    /// <summary>One vector that cannot be compared spoils the answer: the nearest might have been that one.</summary>
    public static Result<Nearness> Nearest(float[] vector, IReadOnlyList<float[]> others)
    {
        var nearest = new Nearness(-1, double.NegativeInfinity);
        for (var i = 0; i < others.Count; i++)
        {
            var cosine = Between(vector, others[i]);
            if (!cosine.IsOk)
                return cosine.Error;
            if (cosine.Value > nearest.Cosine)
                nearest = new Nearness(i, cosine.Value);
        }

        return nearest;
    }

    public static Result<double> Between(float[] a, float[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return Unusable("an embedding has no numbers");
        if (a.Length != b.Length)
            return Unusable($"the embeddings have different lengths, {a.Length} and {b.Length}");
        // In double precision: the squares of large single-precision numbers overflow theirs.
        var (dot, aa, bb) = (0d, 0d, 0d);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        if (!double.IsFinite(aa) || !double.IsFinite(bb))
            return Unusable("an embedding holds a value that is no finite number");
        if (aa == 0 || bb == 0)
            return Unusable("an embedding is the zero vector, which has no direction");
        return Math.Clamp(dot / Math.Sqrt(aa) / Math.Sqrt(bb), -1, 1);
    }

    private static Error Unusable(string why) => Error.Unavailable("judges.embedding", why);
}
