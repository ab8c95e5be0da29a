namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>The stem of an English word by the algorithm of M. F. Porter, "An algorithm for suffix stripping" (1980).</summary>
internal static class PorterStemmer
{
    /// <summary>Longer runs of letters are no words, and y after y is looked at recursively.</summary>
    private const int LongestWord = 64;

    private static readonly (string Suffix, string With)[] Second =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string With)[] Third =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Fourth =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic", "ou"];

    public static string Stem(string word)
    {
        if (word.Length is < 3 or > LongestWord || word.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
        {
            return word;
        }

        var stem = Participles(Plurals(word));
        if (stem.EndsWith('y') && HasVowel(stem[..^1]))
        {
            stem = stem[..^1] + "i";
        }

        stem = Replace(Replace(stem, Second), Third);
        return Last(Strip(stem));
    }

    private static string Plurals(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string Participles(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        }

        var cut = word.EndsWith("ed", StringComparison.Ordinal) && HasVowel(word[..^2]) ? word[..^2]
            : word.EndsWith("ing", StringComparison.Ordinal) && HasVowel(word[..^3]) ? word[..^3]
            : null;
        return cut is null ? word
            : cut.EndsWith("at", StringComparison.Ordinal) || cut.EndsWith("bl", StringComparison.Ordinal) || cut.EndsWith("iz", StringComparison.Ordinal) ? cut + "e"
            : EndsDouble(cut) && cut[^1] is not ('l' or 's' or 'z') ? cut[..^1]
            : Measure(cut) == 1 && EndsShort(cut) ? cut + "e"
            : cut;
    }

    private static string Replace(string word, (string Suffix, string With)[] rules)
    {
        foreach (var (suffix, with) in rules)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = word[..^suffix.Length];
                return Measure(stem) > 0 ? stem + with : word;
            }
        }

        return word;
    }

    private static string Strip(string word)
    {
        foreach (var suffix in Fourth)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = word[..^suffix.Length];
                return Measure(stem) > 1 && (suffix != "ion" || stem.EndsWith('s') || stem.EndsWith('t')) ? stem : word;
            }
        }

        return word;
    }

    private static string Last(string word)
    {
        if (word.EndsWith('e') && (Measure(word[..^1]) > 1 || (Measure(word[..^1]) == 1 && !EndsShort(word[..^1]))))
        {
            word = word[..^1];
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word) > 1 ? word[..^1] : word;
    }

    /// <summary>How often a run of vowels is followed by one of consonants: the m of Porter's paper.</summary>
    private static int Measure(string stem)
    {
        var m = 0;
        for (var i = 1; i < stem.Length; i++)
        {
            m += IsVowel(stem, i - 1) && !IsVowel(stem, i) ? 1 : 0;
        }

        return m;
    }

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(i => IsVowel(stem, i));

    private static bool IsVowel(string word, int at) => word[at] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[at] == 'y' && at > 0 && !IsVowel(word, at - 1));

    private static bool EndsDouble(string word) => word.Length > 1 && word[^1] == word[^2] && !IsVowel(word, word.Length - 1);

    private static bool EndsShort(string word) =>
        word.Length > 2 && !IsVowel(word, word.Length - 1) && IsVowel(word, word.Length - 2) && !IsVowel(word, word.Length - 3) && word[^1] is not ('w' or 'x' or 'y');
}
