using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>What became of one cell, ready to be stored.</summary>
internal sealed record CellOutcome(CellWork Work, CellState State)
{
    public CellVerdict? Verdict { get; init; }

    public CachedResponse? Answer { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public int Attempts { get; init; }

    /// <summary>The answer came from the cache: nothing was billed.</summary>
    public bool Cached { get; init; }

    /// <summary>Paid for this cell: its own call, unless the answer came from the cache, and its judges.</summary>
    public Money Billed => (Cached ? Money.Zero : Answer?.Cost ?? Money.Zero) + JudgeBilled;

    public Money JudgeBilled { get; init; }

    /// <summary>At list price; null where no priced judge was asked.</summary>
    public Money? JudgeCost { get; init; }

    /// <summary>What judges answered, to be kept in the cache.</summary>
    public IReadOnlyList<CachedResponse> JudgeAnswers { get; init; } = [];

    public DateTime CompletedAt { get; init; }
}
