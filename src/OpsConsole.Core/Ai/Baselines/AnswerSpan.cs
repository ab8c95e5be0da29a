using System.Collections.Frozen;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// Finds the words of a sentence that answer a question: candidates of the kind that is asked for, each weighed by how near the question's own
/// words stand to it. It follows the sliding window and distance baselines of Richardson et al. 2013 ("MCTest") that Rajpurkar et al. 2016 used
/// for SQuAD; there is no learning in it.
/// </summary>
internal static class AnswerSpan
{
    private static readonly FrozenSet<string> NumberWords = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty " +
        "sixty seventy eighty ninety hundred thousand million billion trillion dozen half percent once twice").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> DateWords = (
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday " +
        "century centuries decade bc ad bce ce spring summer autumn winter").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string In(string sentence, string question, Func<string, double> weightOf)
    {
        var words = Words.In(sentence);
        var asked = Words.ContentTerms(question).ToHashSet(StringComparer.Ordinal);
        var isAsked = words.Select(word => asked.Contains(word.Term)).ToArray();
        var candidates = Candidates(QuestionKinds.Of(question), sentence, words, isAsked);
        if (candidates.Count == 0)
            return sentence;

        var (first, last) = candidates.MaxBy(span => Nearness(span, words, isAsked, weightOf));
        return WithSigns(sentence, words[first].Start, words[last].End);
    }

    private static List<(int First, int Last)> Candidates(QuestionKind kind, string sentence, List<Word> words, bool[] isAsked)
    {
        var ofKind = kind switch
        {
            QuestionKind.Number => Runs(sentence, words, i => IsNumber(words[i].Text)),
            QuestionKind.Date => Runs(sentence, words, i => IsDatePart(words, i), acrossCommas: true),
            QuestionKind.Person or QuestionKind.Place => Runs(sentence, words, i => !isAsked[i] && IsName(words, i)),
            QuestionKind.Other => [],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return ofKind.Count > 0 ? ofKind : Runs(sentence, words, i => IsContent(i) || (words[i].Text is "of" or "and" && IsContent(i - 1) && IsContent(i + 1)));

        bool IsContent(int i) => i >= 0 && i < words.Count && !isAsked[i] && !Words.IsStopWord(words[i].Text);
    }

    /// <summary>The longest stretches of words that fit and have nothing but blanks between them.</summary>
    private static List<(int First, int Last)> Runs(string sentence, List<Word> words, Func<int, bool> fits, bool acrossCommas = false)
    {
        var runs = new List<(int First, int Last)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!fits(i))
                continue;
            if (runs.Count > 0 && runs[^1].Last == i - 1 && IsOneStretch(sentence.AsSpan(words[i - 1].End..words[i].Start), acrossCommas))
                runs[^1] = (runs[^1].First, i);
            else
                runs.Add((i, i));
        }

        return runs;
    }

    private static bool IsOneStretch(ReadOnlySpan<char> between, bool acrossCommas) =>
        between.Trim() is var sign && (sign.IsEmpty || sign is "." || sign is "$" or "€" or "£" || sign is "%" || (acrossCommas && sign is ","));

    /// <summary>The sum over the question's words in the sentence of their weight by distance, in words.</summary>
    private static double Nearness((int First, int Last) span, List<Word> words, bool[] isAsked, Func<string, double> weightOf)
    {
        var sum = 0.0;
        for (var i = 0; i < words.Count; i++)
        {
            if (isAsked[i] && (i < span.First || i > span.Last))
                sum += weightOf(words[i].Term) / (i < span.First ? span.First - i : i - span.Last);
        }

        // A phrase of several words is more often an answer than a lone word between two function words.
        return sum * Math.Sqrt(Math.Min(span.Last - span.First + 1, 4));
    }

    private static bool IsNumber(string word) => char.IsDigit(word[0]) || NumberWords.Contains(word);

    private static bool IsDatePart(List<Word> words, int i)
    {
        var word = words[i].Text;
        if (DateWords.Contains(word))
            return word is not "may" and not "march" and not "ad";
        if (!char.IsDigit(word[0]))
            return false;
        // A year, a decade, an ordinal (19th) or a day that stands beside a month.
        var digits = word.TakeWhile(char.IsDigit).Count();
        return (digits == 4 && word.Length <= 5) || word.Length > digits || IsDateWord(i - 1) || IsDateWord(i + 1);

        bool IsDateWord(int at) => at >= 0 && at < words.Count && DateWords.Contains(words[at].Text);
    }

    /// <summary>A capital that is not there just because the sentence begins.</summary>
    private static bool IsName(List<Word> words, int i) =>
        words[i].IsCapitalised && !(Words.IsStopWord(words[i].Text) && words[i].Text.Length > 1) && (i > 0 || words.Count == 1 || !Words.IsStopWord(words[i].Text));

    /// <summary>Takes the currency before a number and the per cent sign after it along.</summary>
    private static string WithSigns(string sentence, int start, int end)
    {
        if (start > 0 && sentence[start - 1] is '$' or '€' or '£')
            start--;
        if (end < sentence.Length && sentence[end] is '%')
            end++;
        return sentence[start..end];
    }
}
