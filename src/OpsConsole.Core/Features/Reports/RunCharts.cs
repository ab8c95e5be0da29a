using System.Globalization;
using OpsConsole.Core.Features.Reports.Document;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core.Features.Reports;

/// <summary>The pictures of a run's report.</summary>
internal static class RunCharts
{
    public static IntervalChart PassRates(GetRun.Detail run) => new(
        "Pass rate with its 95 % interval",
        [.. run.Candidates.Select(candidate => new IntervalMark(candidate.Name, candidate.Summary?.PassRate?.Value, candidate.Summary?.PassRate?.Low, candidate.Summary?.PassRate?.High))],
        new ChartScale(0, 1, Percent));

    /// <summary>Null where fewer than two candidates have a price.</summary>
    public static ScatterChart? Cost(GetRun.Detail run)
    {
        var points = run.Candidates.Where(candidate => candidate.Summary is { CostPer1000Usd: not null, PassRate: not null })
            .Select(candidate => new ScatterPoint(candidate.Name, (double)candidate.Summary!.CostPer1000Usd!.Value, candidate.Summary.PassRate!.Value))
            .ToList();
        return points.Count < 2 || points.TrueForAll(point => point.X == 0) ? null : Quality(points);
    }

    public static ScatterChart Quality(IReadOnlyList<ScatterPoint> points) => new(
        "Pass rate and cost", "Cost per 1,000 calls, US dollars", "Pass rate", points,
        new ChartScale(0, Round(points.Max(point => point.X)), value => value.ToString("0.###", CultureInfo.InvariantCulture)), new ChartScale(0, 1, Percent));

    internal static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    // The next of 1, 2, 4 or 10 times a power of ten: the ticks of a quarter are round numbers.
    private static double Round(double most)
    {
        if (most <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 2, 4, 10 }.First(step => most <= step * power * (1 + 1e-9)) * power;
    }
}
