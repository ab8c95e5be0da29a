namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// An embedding that reads no meaning: how often each word, and each run of three characters within a word, occurs, hashed into a fixed number of places (Weinberger et al.
/// 2009, "Feature hashing for large scale multitask learning", without signs) and brought to length 1. Texts that share words or their stems are near, synonyms are not: the
/// floor that a real embedding model must beat.
/// </summary>
internal static class NgramEmbedding
{
    public const int Dimensions = 2048;

    /// <summary>A text without letters and digits has the zero vector, which is near nothing.</summary>
    public static float[] Of(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in Words.In(text.Normalize()))
        {
            var lower = word.Text.ToLowerInvariant();
            vector[Place('w', lower)]++;
            var edged = $"<{lower}>";
            for (var i = 0; i + 3 <= edged.Length; i++)
                vector[Place('g', edged.AsSpan(i, 3))]++;
        }

        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        for (var i = 0; length > 0 && i < vector.Length; i++)
            vector[i] = (float)(vector[i] / length);
        return vector;
    }

    /// <summary>FNV-1a: the same on every machine and in every process, which string hashes of .NET are not.</summary>
    private static int Place(char kind, ReadOnlySpan<char> feature)
    {
        var hash = (2166136261 ^ kind) * 16777619;
        foreach (var sign in feature)
            hash = (hash ^ sign) * 16777619;
        return (int)(hash % Dimensions);
    }
}
