using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>A context in passages, each known by the sentences that a term stands in, so that a sentence is looked up instead of compared with all of them.</summary>
internal sealed class Passages
{
    private readonly Dictionary<string, List<int>> _sentences = new(StringComparer.Ordinal);

    /// <summary>Of each passage how many terms it holds: used again for each sentence of the answer.</summary>
    private readonly int[] _counts;

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

        _counts = new int[index];
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
        Array.Clear(_counts);
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

            // A passage is known by its first sentence: a term counts for the one that begins with its sentence, and for the one before.
            var last = -1;
            foreach (var place in places)
            {
                for (var passage = Math.Max(last + 1, place - 1); passage <= place; passage++)
                {
                    _counts[passage]++;
                }

                last = place;
            }
        }

        return Array.Exists(_counts, count => count >= needed);
    }
}
