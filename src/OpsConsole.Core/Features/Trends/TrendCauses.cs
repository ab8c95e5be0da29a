namespace OpsConsole.Core.Features.Trends;

/// <summary>
/// Which recorded change may be behind a new level: those that came with its first run, then those of the run before, because the level of a single run
/// can hide the first of it; among these in the order in which they move a measure of that kind. What cannot move it is no cause.
/// </summary>
internal static class TrendCauses
{
    private static readonly TrendMarkKind[] OfQuality =
    [
        TrendMarkKind.Label, TrendMarkKind.Prompt, TrendMarkKind.Dataset, TrendMarkKind.Assertions, TrendMarkKind.Judge, TrendMarkKind.Model, TrendMarkKind.Parameters,
        TrendMarkKind.Code,
    ];

    private static readonly TrendMarkKind[] OfLatency =
        [TrendMarkKind.Label, TrendMarkKind.Model, TrendMarkKind.Prompt, TrendMarkKind.Parameters, TrendMarkKind.Dataset, TrendMarkKind.Code];

    private static readonly TrendMarkKind[] OfCost =
        [TrendMarkKind.Price, TrendMarkKind.Label, TrendMarkKind.Prompt, TrendMarkKind.Model, TrendMarkKind.Parameters, TrendMarkKind.Dataset, TrendMarkKind.Code];

    public static IReadOnlyList<TrendMark> Of(TrendMeasure measure, IReadOnlyList<TrendMark> marks, int runId, int? runBefore)
    {
        var order = OrderOf(measure);
        return
        [
            .. marks
                .Where(mark => (mark.RunId == runId || mark.RunId == runBefore) && order.Contains(mark.Kind))
                .OrderBy(mark => mark.RunId == runId ? 0 : 1)
                .ThenBy(mark => Array.IndexOf(order, mark.Kind)),
        ];
    }

    private static TrendMarkKind[] OrderOf(TrendMeasure measure) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => OfQuality,
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 => OfLatency,
        TrendMeasure.CostPer1000 => OfCost,
    };
}
