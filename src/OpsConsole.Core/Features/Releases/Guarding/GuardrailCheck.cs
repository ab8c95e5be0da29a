using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Releases.Guarding;

/// <summary>
/// Compares the two arms of a canary. Shares are judged by the 95 % interval of their difference: breached when all of it lies above what is allowed.
/// Latency is judged by the lower 95 % bound of the canary's p95. Costs have no interval, since the hours keep sums and no spread: the plain ratio
/// decides, from the fewest calls on. It is looked at every minute, so over a long canary a rail may now and then break by chance; the price of that is a
/// rollback that nobody needed, and the figures say why it came.
/// </summary>
public static class GuardrailCheck
{
    /// <summary>Ratings are rarer than calls, so they have a floor of their own.</summary>
    public const int FewestRatings = 20;

    public static IReadOnlyList<GuardrailFigure> Compare(ArmFigures stable, ArmFigures canary, Guardrails limits) =>
    [
        Share("Error rate", "Errors", "calls", new(stable.Errors, stable.Calls), new(canary.Errors, canary.Calls), limits.ErrorRateIncrease, limits.FewestCalls),
        Latency(stable, canary, limits),
        Share(
            "Negative feedback", "Negative feedback", "ratings", new(stable.NegativeFeedback, stable.Ratings), new(canary.NegativeFeedback, canary.Ratings),
            limits.NegativeFeedbackIncrease, FewestRatings),
        Cost(stable, canary, limits),
    ];

    private static GuardrailFigure Share(string name, string words, string unit, Portion stable, Portion canary, double allowed, int fewest)
    {
        var limit = GuardrailWords.PointsLimit(allowed);
        if (TooFew(stable.Total, canary.Total, fewest))
        {
            return new GuardrailFigure(
                name, "share", stable.Value, canary.Value, stable.Total, canary.Total, null, null, limit, GuardrailState.Waiting,
                GuardrailWords.TooFew(words, unit, stable.Total, canary.Total, fewest));
        }

        var interval = NewcombeIndependent.Interval(canary.Count, canary.Total, stable.Count, stable.Total);
        var difference = canary.Value!.Value - stable.Value!.Value;

        // Shares that differ by exactly what is allowed must not break for the last bit of a quotient.
        var state = StateOf(breached: interval.LiesAbove(allowed), holds: difference <= allowed + 1e-12);
        return new GuardrailFigure(
            name, "share", stable.Value, canary.Value, stable.Total, canary.Total, interval.Low, interval.High, limit, state,
            GuardrailWords.Shares(words, stable.Value.Value, canary.Value.Value, interval, allowed, state));
    }

    private static GuardrailFigure Latency(ArmFigures stable, ArmFigures canary, Guardrails limits)
    {
        const string Name = "Latency p95";
        var (stableN, canaryN) = (stable.Latencies.Count, canary.Latencies.Count);
        var limit = GuardrailWords.RatioLimit(limits.LatencyP95Ratio);
        if (TooFew(stableN, canaryN, limits.FewestCalls) || LowerBoundOfP95(canary.Latencies) is not { } lower)
        {
            return new GuardrailFigure(
                Name, "ms", stable.LatencyP95, canary.LatencyP95, stableN, canaryN, null, null, limit, GuardrailState.Waiting,
                GuardrailWords.TooFew(Name, "successful calls", stableN, canaryN, limits.FewestCalls));
        }

        var (before, now) = (stable.LatencyP95!.Value, canary.LatencyP95!.Value);
        var most = before * limits.LatencyP95Ratio;
        var state = StateOf(breached: lower > most, holds: now <= most);
        return new GuardrailFigure(
            Name, "ms", before, now, stableN, canaryN, null, null, limit, state,
            GuardrailWords.Ratios(
                Name, GuardrailWords.Milliseconds(before), $"{GuardrailWords.Milliseconds(now)} (at least {GuardrailWords.Milliseconds(lower)})", before, now, limits.LatencyP95Ratio, state));
    }

    private static GuardrailFigure Cost(ArmFigures stable, ArmFigures canary, Guardrails limits)
    {
        const string Name = "Cost per call";
        var limit = GuardrailWords.RatioLimit(limits.CostRatio);
        if (TooFew(stable.PricedCalls, canary.PricedCalls, limits.FewestCalls))
        {
            return new GuardrailFigure(
                Name, "usd", stable.CostPerCall, canary.CostPerCall, stable.PricedCalls, canary.PricedCalls, null, null, limit, GuardrailState.Waiting,
                GuardrailWords.TooFew(Name, "priced calls", stable.PricedCalls, canary.PricedCalls, limits.FewestCalls));
        }

        var (before, now) = (stable.CostPerCall!.Value, canary.CostPerCall!.Value);
        var state = now > before * limits.CostRatio ? GuardrailState.Breached : GuardrailState.Holds;
        return new GuardrailFigure(
            Name, "usd", before, now, stable.PricedCalls, canary.PricedCalls, null, null, limit, state,
            GuardrailWords.Ratios(Name, GuardrailWords.Dollars(before), GuardrailWords.Dollars(now), before, now, limits.CostRatio, state));
    }

    /// <summary>
    /// The order statistic that the true p95 exceeds with 97.5 % confidence, as a two-sided 95 % interval has its lower end: its rank lies 1.96 standard
    /// deviations of the binomial below n·0.95 (Conover, "Practical Nonparametric Statistics", 3.2). Null while there is no such rank. The histogram adds up to 2 %.
    /// </summary>
    private static double? LowerBoundOfP95(LatencyHistogram latencies)
    {
        var n = latencies.Count;
        var rank = Math.Floor((n * 0.95) - (Normal.TwoSided(0.95) * Math.Sqrt(n * 0.95 * 0.05)));

        // Half a rank back, so that rounding of the quotient cannot reach the next one.
        return rank < 1 ? null : latencies.Percentile((rank - 0.5) / n);
    }

    private static bool TooFew(long stable, long canary, int fewest) => Math.Min(stable, canary) < Math.Max(1, fewest);

    private static GuardrailState StateOf(bool breached, bool holds) => breached ? GuardrailState.Breached : holds ? GuardrailState.Holds : GuardrailState.Waiting;

    private readonly record struct Portion(long Count, long Total)
    {
        public double? Value => Total == 0 ? null : (double)Count / Total;
    }
}
