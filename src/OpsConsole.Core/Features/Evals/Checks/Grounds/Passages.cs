using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>A context in passages, each known by the sentences that a term stands in, so that a sentence is looked up instead of compared with all of them.</summary>
internal sealed class Passages
{
    private readonly Dictionary<string, List<int>> _sentences = new(StringComparer.Ordinal);

    public Passages(string context)
    {
        var index = 0;
        foreach (var sentence in SentenceSplitter.Split(context))
        {
            foreach (var term in TermsOf(sentence))
            {
                if (!_sentences.TryGetValue(term, out var places))
                {
                    _sentences.Add(term, places = []);
                }

                places.Add(index);
            }

            index++;
        }
    }

    /// <summary>The stems of the words that carry meaning, each once.</summary>
    public static HashSet<string> TermsOf(string sentence)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words.In(sentence))
        {
            if (!Words.IsStopWord(word.Text))
            {
                terms.Add(PorterStemmer.Stem(word.Term));
            }
        }

        return terms;
    }

    public bool Support(HashSet<string> terms, double coverage)
    {
        var needed = (int)Math.Ceiling((coverage * terms.Count) - 1e-9);
        var counts = new Dictionary<int, int>();
        foreach (var term in terms)
        {
            if (!_sentences.TryGetValue(term, out var places))
            {
                // An invented number is the fault that matters most, and words around it may all be right.
                if (term.Any(char.IsDigit))
                {
                    return false;
                }

                continue;
            }

            var last = -2;
            foreach (var place in places)
            {
                // A passage begins at its first sentence: a term counts for the one that begins here and for the one before.
                Count(place - 1, ref last);
                Count(place, ref last);
            }
        }

        return needed == 0 || counts.Values.Any(count => count >= needed);

        void Count(int passage, ref int last)
        {
            if (passage > last)
            {
                counts[passage] = counts.GetValueOrDefault(passage) + 1;
                last = passage;
            }
        }
    }
}
