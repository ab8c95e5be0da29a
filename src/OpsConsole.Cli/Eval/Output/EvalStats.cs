using OpsConsole.Cli.Eval.Earlier;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>What the results add up to.</summary>
internal sealed class EvalStats
{
    public int Successes { get; private set; }

    public int Failures { get; private set; }

    public int Errors { get; private set; }

    /// <summary>Results that came from the cache.</summary>
    public int Cached { get; private set; }

    public long PromptTokens { get; private set; }

    public long CompletionTokens { get; private set; }

    public long CachedTokens { get; private set; }

    /// <summary>US dollars billed; null when the price of some answer is unknown.</summary>
    public decimal? Cost { get; private set; } = 0;

    /// <summary>US dollars at list price of the judges whose price is known; null where there was none.</summary>
    public decimal? JudgeCost { get; private set; }

    /// <summary>Against the base that was asked for; empty without one.</summary>
    public IReadOnlyList<ComparedWithBase> Comparisons { get; set; } = [];

    /// <summary>What evaluations took, one after the other.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The evaluation of a part that is added up here has ended.</summary>
    public void Ended(EvalReport report) => Duration += report.Duration;

    public void Add(EvalResult result)
    {
        Successes += result.FailureReason == FailureReason.None ? 1 : 0;
        Failures += result.FailureReason == FailureReason.Assertion ? 1 : 0;
        Errors += result.FailureReason == FailureReason.Error ? 1 : 0;
        Cached += result.Row.Cached ? 1 : 0;
        PromptTokens += result.Row.InputTokens;
        CompletionTokens += result.Row.OutputTokens;
        CachedTokens += result.Row.Cached ? result.TotalTokens : 0;
        if (result.Row.JudgeCostUsd is { } judges)
            JudgeCost = (JudgeCost ?? 0) + judges;
        if (result.FailureReason != FailureReason.Error)
            Cost += result.Cost;
    }
}
