using System.Collections.Frozen;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>A word and where it stands in its text.</summary>
internal readonly record struct Word(int Start, int End, string Text)
{
    public string Term => Words.Term(Text);

    public bool IsCapitalised => char.IsUpper(Text[0]);
}

/// <summary>The baselines' own tokenizer: runs of letters and digits, kept whole over apostrophes, hyphens and decimal marks.</summary>
internal static class Words
{
    /// <summary>Function words of English; they say nothing about what a sentence is about.</summary>
    private static readonly FrozenSet<string> StopWords = (
        "a an the this that these those and or but nor so if then than as of in on at to from by for with without about into over under between during after before " +
        "is are was were be been being am do does did done has have had having can could may might shall should will would must " +
        "it its he she they them his her their we us our you your i me my who whom whose which what when where why how there here " +
        "not no also such other some any all each both more most much many very only just up out off too s t").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static List<Word> In(string text)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || IsInner(text, i)))
                i++;
            words.Add(new Word(start, i, text[start..i]));
        }

        return words;
    }

    /// <summary>The terms that carry meaning: lower case, plural endings folded, function words left out.</summary>
    public static List<string> ContentTerms(string text) =>
        [.. In(text).Where(word => !IsStopWord(word.Text)).Select(word => word.Term)];

    /// <summary>Lower case with the English plural folded, after the S-stemmer of Harman (1991), "How effective is suffixing?".</summary>
    public static string Term(string word)
    {
        var term = word.ToLowerInvariant();
        if (term.EndsWith("'s", StringComparison.Ordinal) || term.EndsWith("’s", StringComparison.Ordinal))
            term = term[..^2];
        if (term.Length < 4 || term[^1] != 's' || term[^2] is 's' or 'u')
            return term;
        if (term.EndsWith("ies", StringComparison.Ordinal) && term[^4] is not ('e' or 'a'))
            return term[..^3] + "y";
        return term[..^1];
    }

    public static bool IsStopWord(string word) => StopWords.Contains(word.ToLowerInvariant());

    private static bool IsInner(string text, int i) =>
        i + 1 < text.Length && text[i] switch
        {
            '\'' or '’' or '-' => char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]),
            '.' or ',' or ':' => char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]),
            _ => false,
        };
}
