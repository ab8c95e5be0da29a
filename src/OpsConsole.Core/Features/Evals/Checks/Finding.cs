namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>
/// What a check found. <paramref name="Fact"/> says how things are ("does not contain “x”"), not whether that is good,
/// so the same words explain the assertion and its <c>not-</c>. <paramref name="Parts"/> are the results inside a set.
/// </summary>
internal readonly record struct Finding(bool Holds, double Score, string Fact, bool Fault = false, IReadOnlyList<AssertionResult>? Parts = null, string? Judge = null)
{
    public static Finding Of(bool holds, string fact) => new(holds, holds ? 1 : 0, fact);

    public static Finding Faulted(string reason) => new(false, 0, reason, Fault: true);

    /// <summary>A judge that gave no usable answer; <paramref name="judge"/> is who was asked, or asked for.</summary>
    public static Finding NotJudged(string? judge, string reason) => new(false, 0, reason, Fault: true, Judge: judge ?? "none");

    /// <summary>A score from outside (a script, an evaluator): what is no number is a fault, what lies beyond 0..1 counts as the nearer end.</summary>
    public static Finding Scored(bool holds, double score, string fact) =>
        double.IsNaN(score) ? Faulted($"the score is not a number: {fact}") : new(holds, Math.Clamp(score, 0, 1), fact);
}
