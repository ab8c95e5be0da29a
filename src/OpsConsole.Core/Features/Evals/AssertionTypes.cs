using System.Collections.Frozen;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;
using OpsConsole.Core.Features.Evals.Checks.Call;
using OpsConsole.Core.Features.Evals.Checks.Grounds;
using OpsConsole.Core.Features.Evals.Checks.Similar;
using OpsConsole.Core.Features.Evals.Checks.Structure;
using OpsConsole.Core.Features.Evals.Checks.Wording;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals;

/// <summary>Every assertion name the console evaluates; each may carry <c>not-</c> in front.</summary>
public static class AssertionTypes
{
    public const string Inverse = "not-";

    /// <summary>Assertions within an assertion; there is no <c>not-</c> of it, as in promptfoo.</summary>
    public const string Set = "assert-set";

    private static readonly FrozenDictionary<string, CheckCompiler> Compilers = new Dictionary<string, CheckCompiler>
    {
        ["equals"] = Of(EqualsCheck.Compile),
        ["contains"] = assertion => ContainsCheck.Compile(assertion.Value, ignoreCase: false),
        ["icontains"] = assertion => ContainsCheck.Compile(assertion.Value, ignoreCase: true),
        ["contains-all"] = assertion => ContainsListCheck.Compile(assertion.Value, all: true, ignoreCase: false),
        ["contains-any"] = assertion => ContainsListCheck.Compile(assertion.Value, all: false, ignoreCase: false),
        ["icontains-all"] = assertion => ContainsListCheck.Compile(assertion.Value, all: true, ignoreCase: true),
        ["icontains-any"] = assertion => ContainsListCheck.Compile(assertion.Value, all: false, ignoreCase: true),
        ["starts-with"] = Of(StartsWithCheck.Compile),
        ["regex"] = Of(RegexCheck.Compile),
        ["is-json"] = Of(IsJsonCheck.Compile),
        ["contains-json"] = Of(ContainsJsonCheck.Compile),
        ["levenshtein"] = Of(LevenshteinCheck.Compile),
        ["rouge-n"] = Of(RougeCheck.Compile),
        ["f1"] = Of(F1Check.Compile),
        ["exact-match"] = Of(ExactMatchCheck.Compile),
        ["latency"] = Of(LatencyCheck.Compile),
        ["cost"] = Of(CostCheck.Compile),
        ["word-count"] = Of(WordCountCheck.Compile),
        ["is-refusal"] = Of(RefusalCheck.Compile),
        ["finish-reason"] = Of(FinishReasonCheck.Compile),
        ["perplexity"] = assertion => PerplexityCheck.Compile(assertion.Value, assertion.Threshold, asScore: false),
        ["perplexity-score"] = assertion => PerplexityCheck.Compile(assertion.Value, assertion.Threshold, asScore: true),
        ["bleu"] = Of(BleuCheck.Compile),
        ["gleu"] = Of(GleuCheck.Compile),
        ["meteor"] = Of(MeteorCheck.Compile),
        ["is-html"] = assertion => HtmlCheck.Compile(assertion.Value, whole: true),
        ["contains-html"] = assertion => HtmlCheck.Compile(assertion.Value, whole: false),
        ["is-xml"] = assertion => XmlCheck.Compile(assertion.Value, whole: true),
        ["contains-xml"] = assertion => XmlCheck.Compile(assertion.Value, whole: false),
        ["is-sql"] = assertion => SqlCheck.Compile(assertion.Value, whole: true),
        ["contains-sql"] = assertion => SqlCheck.Compile(assertion.Value, whole: false),
        ["is-valid-openai-tools-call"] = assertion => ValidToolsCallCheck.Compile(assertion, single: false),
        ["is-valid-openai-function-call"] = assertion => ValidToolsCallCheck.Compile(assertion, single: true),
        ["javascript"] = JavaScriptCheck.Compile,
        ["citations-valid"] = CitationsCheck.Compile,
        ["grounded"] = GroundedCheck.Compile,
        ["no-pii"] = PersonalDataCheck.Compile,
        ["canary-absent"] = CanaryCheck.Compile,
        ["tool-calls"] = ToolCallsCheck.Compile,
    }.Concat(GradedTypes.AllNames.Select(name => KeyValuePair.Create<string, CheckCompiler>(name, GradedCheck.Compile))).ToFrozenDictionary(StringComparer.Ordinal);

    // promptfoo's other names: refused by name, so that a short form never turns silently into a comparison with its own text.
    private static readonly FrozenSet<string> Unsupported = FrozenSet.Create(
        StringComparer.Ordinal,
        "agent-rubric", "classifier", "conversation-relevance", "guardrails", "is-valid-function-call", "max-score", "moderation", "pi", "python",
        "ruby", "search-rubric", "tool-call-f1", "trace-error-spans", "trace-span-count", "trace-span-duration", "webhook");

    /// <summary>The names without <c>not-</c>, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Compilers.Keys.Append(Set).Order(StringComparer.Ordinal)];

    public static bool IsKnown(string type) => type == Set || Compilers.ContainsKey(Positive(type));

    /// <summary>A name of promptfoo's that the console knows of and does not evaluate.</summary>
    public static bool IsUnsupported(string type) => Unsupported.Contains(Positive(type));

    /// <summary>promptfoo's <c>similar:dot</c> and its like, which name how vectors are compared.</summary>
    internal static bool IsMetric(string type) => Positive(type) is "similar:cosine" or "similar:dot" or "similar:euclidean";

    /// <summary>The name without the way of comparing.</summary>
    internal static string Root(string type) => type.Split(':')[0];

    public static bool IsInverse(string type) => type.StartsWith(Inverse, StringComparison.Ordinal);

    /// <summary>The name of <paramref name="known"/> at most two edits away, <c>not-</c> kept; null when nothing is near.</summary>
    public static string? Nearest(string type, IEnumerable<string> known)
    {
        var nearest = NearestOf(Positive(type), known);
        return nearest is null ? null : IsInverse(type) ? Inverse + nearest : nearest;
    }

    internal static string? NearestOf(string text, IEnumerable<string> names) =>
        text.Length > 64
            ? null
            : names.Select(name => (name, distance: EditDistance.Between(text.ToLowerInvariant(), name))).Where(x => x.distance <= 2).OrderBy(x => x.distance).FirstOrDefault().name;

    /// <summary>Types whose text value is split at commas; a case's accepted answers must reach them as a list, or "€1,200" would become two.</summary>
    internal static bool TakesList(string type) => Positive(type) is "contains-all" or "contains-any" or "icontains-all" or "icontains-any";

    internal static CheckCompiler? CompilerOf(string type) => Compilers.GetValueOrDefault(Positive(type));

    internal static string Positive(string type) => IsInverse(type) ? type[Inverse.Length..] : type;

    private static CheckCompiler Of(Func<JsonElement?, double?, Result<ICheck>> compile) => assertion => compile(assertion.Value, assertion.Threshold);
}
