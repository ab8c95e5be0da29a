namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>One compiled assertion, without its <c>not-</c>. Thread-safe: one instance serves all cells of a run.</summary>
internal interface ICheck
{
    Finding Evaluate(AssertionContext context);
}

/// <summary>
/// What a check found. <paramref name="Fact"/> says how things are ("does not contain “x”"), not whether that is good,
/// so the same words explain the assertion and its <c>not-</c>.
/// </summary>
internal readonly record struct Finding(bool Holds, double Score, string Fact, bool Fault = false)
{
    public static Finding Of(bool holds, string fact) => new(holds, holds ? 1 : 0, fact);

    public static Finding Faulted(string reason) => new(false, 0, reason, Fault: true);
}
