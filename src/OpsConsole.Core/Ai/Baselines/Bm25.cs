namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// Okapi BM25 over a handful of sentences (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"), with the never negative
/// inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)) that Lucene uses. Scores are 0 or more, without upper bound.
/// </summary>
internal sealed class Bm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<string, int>[] _counts;
    private readonly int[] _lengths;
    private readonly double _averageLength;
    private readonly Dictionary<string, int> _documentsWith = new(StringComparer.Ordinal);

    public Bm25(IReadOnlyList<string> texts)
    {
        _counts = new Dictionary<string, int>[texts.Count];
        _lengths = new int[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            var terms = Words.ContentTerms(texts[i]);
            _lengths[i] = terms.Count;
            _counts[i] = terms.CountBy(term => term, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            foreach (var term in _counts[i].Keys)
                _documentsWith[term] = _documentsWith.GetValueOrDefault(term) + 1;
        }

        _averageLength = Math.Max(1, _lengths.DefaultIfEmpty(0).Average());
    }

    public double Weight(string term)
    {
        var with = _documentsWith.GetValueOrDefault(term);
        return Math.Log(1 + ((_counts.Length - with + 0.5) / (with + 0.5)));
    }

    /// <summary>The texts' indexes, best first; equal scores keep the order of the document.</summary>
    public IReadOnlyList<int> Rank(string query)
    {
        var terms = Words.ContentTerms(query).Distinct(StringComparer.Ordinal).ToArray();
        var scores = Enumerable.Range(0, _counts.Length).Select(i => Score(terms, i)).ToArray();
        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
    }

    private double Score(string[] terms, int document)
    {
        var norm = K1 * (1 - B + (B * _lengths[document] / _averageLength));
        return terms.Sum(term => _counts[document].TryGetValue(term, out var count) ? Weight(term) * count * (K1 + 1) / (count + norm) : 0);
    }
}
