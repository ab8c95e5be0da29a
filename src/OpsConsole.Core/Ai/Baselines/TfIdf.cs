namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// TF-IDF vectors with cosine similarity in 0..1 (Manning, Raghavan and Schütze 2008, chapter 6): weight (1 + ln tf) · ln(1 + N / df).
/// Function words stay in: in a short message they are part of the intent.
/// </summary>
internal sealed class TfIdf
{
    private readonly Dictionary<string, int> _documentsWith = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double>[] _vectors;

    public TfIdf(IReadOnlyList<string> texts)
    {
        var counts = texts.Select(Counts).ToArray();
        foreach (var term in counts.SelectMany(count => count.Keys))
            _documentsWith[term] = _documentsWith.GetValueOrDefault(term) + 1;
        _vectors = [.. counts.Select(count => Vector(count, texts.Count))];
    }

    /// <summary>The index of the most similar text; of equals the first.</summary>
    public int Nearest(string query)
    {
        var wanted = Vector(Counts(query), _vectors.Length);
        var (best, bestScore) = (0, -1.0);
        for (var i = 0; i < _vectors.Length; i++)
        {
            var score = wanted.Sum(term => term.Value * _vectors[i].GetValueOrDefault(term.Key));
            if (score > bestScore + 1e-12)
                (best, bestScore) = (i, score);
        }

        return best;
    }

    private static Dictionary<string, int> Counts(string text) =>
        Words.In(text).CountBy(word => word.Term, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private Dictionary<string, double> Vector(Dictionary<string, int> counts, int documents)
    {
        var vector = counts.Where(count => _documentsWith.ContainsKey(count.Key)).ToDictionary(
            count => count.Key, count => (1 + Math.Log(count.Value)) * Math.Log(1 + ((double)documents / _documentsWith[count.Key])), StringComparer.Ordinal);
        var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
        return length == 0 ? vector : vector.ToDictionary(term => term.Key, term => term.Value / length, StringComparer.Ordinal);
    }
}
