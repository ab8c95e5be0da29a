namespace OpsConsole.Core.Features.Trends;

/// <summary>What is followed over runs.</summary>
public enum TrendMeasure
{
    /// <summary>Share of cases that pass, with Wilson's interval.</summary>
    PassRate,

    /// <summary>Mean score of the cases, 0..1, with its bootstrap interval.</summary>
    MeanScore,

    /// <summary>A named metric, 0..1.</summary>
    Metric,

    /// <summary>Milliseconds.</summary>
    LatencyP50,

    /// <summary>Milliseconds.</summary>
    LatencyP95,

    /// <summary>US dollars at list price.</summary>
    CostPer1000,
}

public static class TrendMeasures
{
    /// <summary>Shares of one are spoken of in points.</summary>
    public static bool IsShare(TrendMeasure measure) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => true,
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 or TrendMeasure.CostPer1000 => false,
    };

    /// <summary>More is better where something is counted that was right.</summary>
    public static bool IsBetter(TrendMeasure measure, double change) => IsShare(measure) ? change > 0 : change < 0;
}
