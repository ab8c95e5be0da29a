using System.Collections.Frozen;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>Cuts a text into sentences in one pass over its characters, so that no input can make it slow.</summary>
internal static class SentenceSplitter
{
    /// <summary>Words whose full stop does not end a sentence.</summary>
    private static readonly FrozenSet<string> Abbreviations = (
        "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt gov pres sen rep vs v e.g i.e cf al no nos fig figs vol pp p ch sec eq approx ca c est dept univ " +
        "inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mt ft u.s u.k u.n d.c a.d b.c ph.d op ed eds trans").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Split(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = EndOfSentence(text, start, i);
            if (end < 0)
                continue;
            Add(sentences, text, start, end);
            start = end;
            i = end - 1;
        }

        Add(sentences, text, start, text.Length);
        return sentences;
    }

    /// <summary>The index just after the sentence that ends at <paramref name="i"/>, or -1 where none does.</summary>
    private static int EndOfSentence(string text, int start, int i)
    {
        if (text[i] == '\n')
            return EndsAtLineBreak(text, i) ? i + 1 : -1;
        if (text[i] is '。' or '！' or '？')
            return i + 1;
        if (text[i] is not ('.' or '!' or '?' or '…'))
            return -1;

        var end = i + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '\'' or '”' or '’' or ')' or ']')
            end++;
        if (end == text.Length)
            return end;
        // Inside a number, an address or an abbreviation no blank follows.
        if (!char.IsWhiteSpace(text[end]))
            return -1;

        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next < text.Length && char.IsLower(text[next]))
            return -1;
        return text[i] == '.' && end == i + 1 && EndsInAbbreviation(text, start, i) ? -1 : end;
    }

    /// <summary>An empty line or a list item starts anew; any other line break is only wrapping.</summary>
    private static bool EndsAtLineBreak(string text, int i)
    {
        var next = i + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r')
            next++;
        if (next >= text.Length || text[next] == '\n')
            return true;
        return text[next] is '-' or '*' or '•' or '#' && next + 1 < text.Length && text[next + 1] is ' ' or '#';
    }

    private static bool EndsInAbbreviation(string text, int start, int stop)
    {
        var from = stop;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] == '.'))
            from--;
        var word = text.AsSpan(from, stop - from);
        // A single capital is an initial: "J. Smith".
        return (word.Length == 1 && char.IsUpper(word[0])) || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static void Add(List<string> sentences, string text, int start, int end)
    {
        var sentence = text.AsSpan(start, end - start).Trim();
        if (!sentence.IsEmpty)
            sentences.Add(sentence.ToString());
    }
}
