using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class GateWordsTests
{
    [Theory]
    [InlineData(GateMeasure.PassRate, GateComparison.AtLeast, 0.88, false, "Pass rate at least 88 %")]
    [InlineData(GateMeasure.PassRate, GateComparison.AtLeast, 0.07, true, "Pass rate at least 7 %, whole interval")]
    [InlineData(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0.02, true, "Pass rate not worse than live by 2 points")]
    [InlineData(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0, false, "Pass rate not worse than live")]
    [InlineData(GateMeasure.Metric, GateComparison.AtLeast, 0.9, false, "Metric grounded at least 0.9")]
    [InlineData(GateMeasure.LatencyP95, GateComparison.AtMost, 2500, false, "Latency p95 at most 2.5 s")]
    [InlineData(GateMeasure.LatencyP50, GateComparison.NotWorseThanLive, 120.5, false, "Latency p50 not worse than live by 120.5 ms")]
    [InlineData(GateMeasure.PassRate, GateComparison.NotWorseThanBaseline, 0.02, true, "Pass rate not worse than the run's baseline by 2 points")]
    [InlineData(GateMeasure.MeanScore, GateComparison.NotWorseThanBaseline, 0, false, "Mean score not worse than the run's baseline")]
    [InlineData(GateMeasure.CostPer1000, GateComparison.AtMost, 1.5, false, "Cost per 1,000 at most $1.5")]
    [InlineData(GateMeasure.ErrorRate, GateComparison.AtMost, 0.005, false, "Error rate at most 0.5 %")]
    public void Of_ARule_SaysItAsPeopleDo(GateMeasure measure, GateComparison comparison, double limit, bool onBound, string words) =>
        Assert.Equal(words, GateWords.Of(new GateRule(measure, comparison, limit, "grounded", onBound)));

    [Theory]
    [InlineData(GateMeasure.PassRate, 0.9, false, "90.0 %")]
    [InlineData(GateMeasure.PassRate, -0.054, true, "−5.4 points")]
    [InlineData(GateMeasure.PassRate, -0.0001, true, "0.0 points")]
    [InlineData(GateMeasure.Metric, 0.9341, false, "0.934")]
    [InlineData(GateMeasure.LatencyP95, 1960, false, "1.96 s")]
    [InlineData(GateMeasure.LatencyP95, 0.0941, false, "0.09 ms")]
    [InlineData(GateMeasure.LatencyP95, 120, true, "+120 ms")]
    [InlineData(GateMeasure.CostPer1000, 1.16, false, "$1.16")]
    [InlineData(GateMeasure.CostPer1000, -0.29, true, "−$0.29")]
    public void Figure_OfAMeasure_HasItsUnitAndSign(GateMeasure measure, double value, bool difference, string words) =>
        Assert.Equal(words, GateWords.Figure(measure, value, difference));
}
