using System.Globalization;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>
/// <c>grounded</c>: the share of the answer's sentences that the context supports. A sentence is supported when a passage of the context (one sentence, or two
/// in a row) holds enough of its content words, by stem, and the context holds every number in it. This compares words: it sees invented facts, not a
/// negation. Sentences without content words say nothing and are left out.
/// </summary>
internal sealed class GroundedCheck(Assertion assertion, string variable, double coverage, double threshold) : IPlainCheck
{
    public const double DefaultThreshold = 0.8;
    public const double DefaultCoverage = 0.7;

    private static readonly HashSet<string> SaysNothing = Passages.TermsOf("yes no ok okay sure certainly thanks please");

    public static Result<ICheck> Compile(Assertion assertion)
    {
        var options = new CheckOptions(assertion.Config);
        var check = new GroundedCheck(assertion, options.Text("variable", ""), options.Share("coverage", DefaultCoverage), assertion.Threshold ?? DefaultThreshold);
        return options.Fault is { } fault ? fault
            : assertion.Threshold is < 0 or > 1 ? AssertionErrors.Threshold("the threshold is a share from 0 to 1")
            : check;
    }

    public Finding Evaluate(AssertionContext context)
    {
        if (ContextText.Find(context, assertion.Value, variable) is not { } source)
        {
            return Finding.Faulted($"there is no context to compare with: {ContextText.Missing(variable)}");
        }

        var passages = new Passages(ContextText.Of(source));
        var (all, supported) = (0, 0);
        string? first = null;
        foreach (var sentence in SentenceSplitter.Split(context.Output))
        {
            var terms = Passages.TermsOf(sentence);
            if (terms.IsSubsetOf(SaysNothing))
            {
                continue;
            }

            all++;
            if (passages.Support(terms, coverage))
            {
                supported++;
            }
            else
            {
                first ??= sentence.Trim();
            }
        }

        if (all == 0)
        {
            return Finding.Of(true, "says nothing that would need support");
        }

        var share = (double)supported / all;
        var words = string.Create(CultureInfo.InvariantCulture, $"{supported} of {all} sentences are supported by the context, the threshold {threshold:R}");
        return Finding.Scored(share >= threshold, share, first is null ? words : $"{words}; not supported: {Quote.Of(first)}");
    }
}
