using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

internal static class CompareErrors
{
    public static Error NotAChoice(string text) => Error.Invalid(
        "compare.not-a-choice", $"'{(text.Length > 40 ? text[..40] + "…" : text)}' names no run and no candidate. A run is written 412 or RUN-0412, one of its candidates 412.1.");

    public static Error Nothing { get; } = Error.Invalid("compare.nothing", "Choose at least one finished run.");

    public static Error RunNotFound(IReadOnlyList<int> ids) => Error.NotFound(
        "compare.run-not-found", $"There is no {(ids.Count == 1 ? "run" : "such run:")} {Keys(ids)}. Leave {(ids.Count == 1 ? "it" : "them")} out of the comparison.");

    public static Error Unfinished(IReadOnlyList<int> ids) => Error.Conflict(
        "compare.run-unfinished", $"{Keys(ids)} {(ids.Count == 1 ? "has" : "have")} not ended yet. Only finished runs are compared: their figures do not change any more.");

    public static Error OtherSystem(int runId, string system, int firstId, string first) => Error.Invalid(
        "compare.other-system", $"{Run.KeyOf(runId)} belongs to {system}, {Run.KeyOf(firstId)} to {first}. Candidates of one system are compared.");

    public static Error CandidateNotFound(CandidateChoice choice, int count) => Error.NotFound(
        "compare.candidate-not-found", $"{Run.KeyOf(choice.RunId)} has {(count == 1 ? "1 candidate" : $"{count} candidates")}, numbered from 0; there is no {choice}.");

    public static Error TooMany(int count) => Error.Invalid(
        "compare.too-many", $"{count} candidates are too many to read side by side: at most {CompareRuns.MaxCandidates} are compared. Take some out, for example by writing 412.0,412.2 for two of a run.");

    public static Error BaselineNotAmong(string baseline) => Error.Invalid(
        "compare.baseline-not-among", $"The baseline {baseline} is not among the candidates that are compared. Add its run, or choose another baseline.");

    public static Error Margin { get; } = Error.Invalid("compare.margin", "The margin of the routing rule lies between 0 and 50 points.");

    public static Error CaseNotFound(string key) => Error.NotFound("compare.case-not-found", $"None of these runs has a case '{key}'.");

    private static string Keys(IReadOnlyList<int> ids) => string.Join(", ", ids.Select(Run.KeyOf));
}
