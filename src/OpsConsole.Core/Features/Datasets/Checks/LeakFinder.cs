namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// Finds texts word for word in passages. Each passage is indexed by its words once, and a text is looked for where its rarest word stands: the time
/// grows with the texts and not with texts times passages.
/// </summary>
internal sealed class LeakFinder
{
    /// <summary>Shorter texts stand anywhere by chance: "yes", "30 days".</summary>
    public const int FewestWords = 4;

    /// <summary>Or as many letters in fewer words: "Donaudampfschifffahrt".</summary>
    public const int FewestLetters = 16;

    private readonly IReadOnlyList<PromptTexts.Passage> _passages;
    private readonly Dictionary<string, List<(int Passage, int Place)>> _places = new(StringComparer.Ordinal);

    public LeakFinder(IReadOnlyList<PromptTexts.Passage> passages)
    {
        _passages = passages;
        foreach (var (passage, text) in passages.Index())
        {
            foreach (var (place, word) in text.Words.Index())
            {
                if (!_places.TryGetValue(word, out var places))
                    _places[word] = places = [];
                places.Add((passage, place));
            }
        }
    }

    /// <summary>The passages that hold all the words in a row, each once; none where the text is too short to mean anything.</summary>
    public IEnumerable<PromptTexts.Passage> Find(string[] words)
    {
        if (words.Length == 0 || (words.Length < FewestWords && words.Sum(word => word.Length) < FewestLetters))
            return [];

        var rarest = 0;
        for (var index = 0; index < words.Length; index++)
        {
            if (!_places.TryGetValue(words[index], out var places))
                return [];
            if (places.Count < _places[words[rarest]].Count)
                rarest = index;
        }

        return _places[words[rarest]].Where(at => Stands(words, at.Passage, at.Place - rarest)).Select(at => at.Passage).Distinct().Select(passage => _passages[passage]);
    }

    private bool Stands(string[] words, int passage, int start)
    {
        var text = _passages[passage].Words;
        return start >= 0 && start + words.Length <= text.Length && text.AsSpan(start, words.Length).SequenceEqual(words);
    }
}
