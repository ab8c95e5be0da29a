namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>One compiled assertion, without its <c>not-</c>. Thread-safe: one instance serves all cells of a run.</summary>
internal interface ICheck
{
    ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken);
}

/// <summary>A check that looks at what is there and asks nobody: it ends at once, and costs no task.</summary>
internal interface IPlainCheck : ICheck
{
    Finding Evaluate(AssertionContext context);

    ValueTask<Finding> ICheck.EvaluateAsync(AssertionContext context, CancellationToken cancellationToken) => new(Evaluate(context));
}
