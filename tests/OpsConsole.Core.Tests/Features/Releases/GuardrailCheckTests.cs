using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Guarding;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Releases;

public sealed class GuardrailCheckTests
{
    [Fact]
    public void ErrorRate_WholeIntervalAboveTheAllowance_IsBreachedAndSaysSo()
    {
        var figure = Errors((12, 1200), (61, 1000));

        Assert.Equal(GuardrailState.Breached, figure.State);
        Assert.Equal("Errors: 6.1 % against 1.0 %, 5.1 points more (3.6 to 6.8); at most 2.0 allowed", figure.Words);
        Assert.Equal((0.01, 0.061, 1200L, 1000L), (figure.Stable!.Value, figure.Canary!.Value, figure.StableN, figure.CanaryN));
        Assert.Equal("at most 2.0 points more", figure.Limit);
        Assert.InRange(figure.Low!.Value, 0.0355, 0.0365);
        Assert.InRange(figure.High!.Value, 0.0675, 0.0685);
    }

    [Theory]
    // Nothing wrong on either side, all wrong on both, fewer errors than before.
    [InlineData(0, 100, 0, 100, GuardrailState.Holds)]
    [InlineData(100, 100, 100, 100, GuardrailState.Holds)]
    [InlineData(50, 100, 0, 100, GuardrailState.Holds)]
    // Two points more are allowed, and 0.07 − 0.05 is a hair above 0.02 in binary.
    [InlineData(5, 100, 7, 100, GuardrailState.Holds)]
    // More than allowed, and by chance at this size; the same shares over many more calls are no chance.
    [InlineData(1, 100, 6, 100, GuardrailState.Waiting)]
    [InlineData(100, 10_000, 600, 10_000, GuardrailState.Breached)]
    // From none to all.
    [InlineData(0, 50, 50, 50, GuardrailState.Breached)]
    // One call short on one arm.
    [InlineData(0, 49, 50, 50, GuardrailState.Waiting)]
    [InlineData(0, 50, 49, 49, GuardrailState.Waiting)]
    [InlineData(0, 0, 0, 0, GuardrailState.Waiting)]
    public void ErrorRate_ByCounts_IsJudgedByItsInterval(long stableErrors, long stable, long canaryErrors, long canary, GuardrailState state) =>
        Assert.Equal(state, Errors((stableErrors, stable), (canaryErrors, canary)).State);

    [Fact]
    public void ErrorRate_TooFewCalls_SaysHowManyAreNeeded()
    {
        var figure = Errors((3, 1200), (9, 12));

        Assert.Equal("Errors: 12 calls on the canary and 1,200 on the stable arm; 50 on each are needed to tell", figure.Words);
        Assert.Equal((0.0025, 0.75), (figure.Stable!.Value, figure.Canary!.Value));
        Assert.Null(figure.Low);
    }

    [Fact]
    public void ErrorRate_FloorOfNone_StillNeedsACall() =>
        Assert.Equal(GuardrailState.Waiting, GuardrailCheck.Compare(Arm(), Arm(), Guardrails.Default with { FewestCalls = 0 })[0].State);

    [Theory]
    [InlineData(1, 19, 19, 20, GuardrailState.Waiting)]
    [InlineData(1, 20, 19, 20, GuardrailState.Breached)]
    [InlineData(2, 20, 2, 20, GuardrailState.Holds)]
    [InlineData(20, 200, 34, 200, GuardrailState.Waiting)]
    public void NegativeFeedback_ByRatings_HasItsOwnFloor(long stableNegative, long stable, long canaryNegative, long canary, GuardrailState state)
    {
        var figure = GuardrailCheck.Compare(
            Arm() with { NegativeFeedback = stableNegative, PositiveFeedback = stable - stableNegative },
            Arm() with { NegativeFeedback = canaryNegative, NeutralFeedback = canary - canaryNegative },
            Guardrails.Default)[2];

        Assert.Equal(("Negative feedback", state, stable, canary), (figure.Name, figure.State, figure.StableN, figure.CanaryN));
    }

    [Fact]
    public void Latency_LowerBoundAboveTheRatio_IsBreached()
    {
        // 1,000 calls of 1 to 1,000 ms, twice as slow on the canary: its p95 is 1.90 s, and with rank 936 of 1,000 at least 1.87 s.
        var figure = Latency(Enumerable.Range(1, 1000), Enumerable.Range(1, 1000).Select(ms => 2 * ms));

        Assert.Equal((GuardrailState.Breached, "ms", 1000L), (figure.State, figure.Unit, figure.CanaryN));
        Assert.InRange(figure.Stable!.Value, 950 * 0.98, 950 * 1.02);
        Assert.InRange(figure.Canary!.Value, 1900 * 0.98, 1900 * 1.02);
        Assert.Matches(@"^Latency p95: 1\.\d\d s \(at least 1\.\d\d s\) against 9\d\d ms, (1\.9|2\.0)\d times; at most 1\.25 times allowed$", figure.Words);
    }

    [Fact]
    public void Latency_FewSlowCalls_WaitForMore()
    {
        // Four of 50 are slow: the p95 is, but the bound's rank, the 44th of 50, is not.
        var fast = Enumerable.Repeat(100, 50);
        var some = Enumerable.Repeat(100, 46).Concat(Enumerable.Repeat(900, 4));
        var many = Enumerable.Repeat(100, 43).Concat(Enumerable.Repeat(900, 7));

        var figure = Latency(fast, some);
        Assert.Equal(GuardrailState.Waiting, figure.State);
        Assert.EndsWith("; too few to be sure", figure.Words, StringComparison.Ordinal);
        Assert.Equal(GuardrailState.Breached, Latency(fast, many).State);
    }

    [Fact]
    public void Latency_SameOnBothArms_Holds() => Assert.Equal(GuardrailState.Holds, Latency(Enumerable.Range(1, 60), Enumerable.Range(1, 60)).State);

    [Fact]
    public void Latency_OnlyErrors_WaitsForCallsThatSucceed()
    {
        var figure = GuardrailCheck.Compare(Arm() with { Calls = 500, Errors = 500 }, Arm() with { Calls = 500, Errors = 500 }, Guardrails.Default)[1];

        Assert.Equal((GuardrailState.Waiting, 0L), (figure.State, figure.CanaryN));
        Assert.Null(figure.Canary);
    }

    [Theory]
    [InlineData(50, 50, 1.5, GuardrailState.Holds)]
    [InlineData(50, 50, 1.6, GuardrailState.Breached)]
    [InlineData(49, 50, 9, GuardrailState.Waiting)]
    [InlineData(50, 49, 9, GuardrailState.Waiting)]
    public void Cost_ByRatio_IsJudgedFromTheFewestPricedCalls(long stable, long canary, double ratio, GuardrailState state)
    {
        var figure = GuardrailCheck.Compare(
            Arm() with { PricedCalls = stable, Cost = Money.FromDollars(0.002m * stable) },
            Arm() with { PricedCalls = canary, Cost = Money.FromDollars(0.002m * (decimal)ratio * canary) },
            Guardrails.Default)[3];

        Assert.Equal(("Cost per call", "usd", state), (figure.Name, figure.Unit, figure.State));
        Assert.Equal(0.002, figure.Stable!.Value, 9);
    }

    [Fact]
    public void Cost_FreeBeforeAndPaidNow_IsBreachedWithoutARatio()
    {
        var figure = GuardrailCheck.Compare(Arm() with { PricedCalls = 50 }, Arm() with { PricedCalls = 50, Cost = Money.FromDollars(0.05m) }, Guardrails.Default)[3];

        Assert.Equal(GuardrailState.Breached, figure.State);
        Assert.Equal("Cost per call: $0.001000 against $0.00; at most 1.50 times allowed", figure.Words);
    }

    private static GuardrailFigure Errors((long Errors, long Calls) stable, (long Errors, long Calls) canary) =>
        GuardrailCheck.Compare(Arm() with { Calls = stable.Calls, Errors = stable.Errors }, Arm() with { Calls = canary.Calls, Errors = canary.Errors }, Guardrails.Default)[0];

    private static GuardrailFigure Latency(IEnumerable<int> stable, IEnumerable<int> canary) =>
        GuardrailCheck.Compare(Arm() with { Latencies = Histogram(stable) }, Arm() with { Latencies = Histogram(canary) }, Guardrails.Default)[1];

    private static LatencyHistogram Histogram(IEnumerable<int> milliseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in milliseconds)
            histogram.Add(value);
        return histogram;
    }

    private static ArmFigures Arm() => new(0, 0, new LatencyHistogram(), 0, Money.Zero, 0, 0, 0);
}
