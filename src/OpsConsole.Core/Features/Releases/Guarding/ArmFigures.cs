using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Releases.Guarding;

/// <summary>What one version of a prompt did over some hours, as services reported it.</summary>
/// <param name="Latencies">Of the calls that succeeded.</param>
public sealed record ArmFigures(
    long Calls, long Errors, LatencyHistogram Latencies, long PricedCalls, Money Cost, long PositiveFeedback, long NeutralFeedback, long NegativeFeedback)
{
    public long Ratings => PositiveFeedback + NeutralFeedback + NegativeFeedback;

    public double? ErrorRate => Calls == 0 ? null : (double)Errors / Calls;

    public double? NegativeShare => Ratings == 0 ? null : (double)NegativeFeedback / Ratings;

    public double? LatencyP95 => Latencies.Percentile(0.95);

    /// <summary>US dollars. Divided as decimals: hours of one price are then exactly equal, and a line through them is flat.</summary>
    public double? CostPerCall => PricedCalls == 0 ? null : (double)(Cost.Dollars / PricedCalls);

    /// <summary>
    /// Since that time, by whole hours: the hour in which it lies counts from its start. Where a canary begins in the middle of an hour, the stable arm's figures
    /// hold some minutes before it, which are as good as those after; the canary's hold calls of the same version from before only where it was served
    /// in that very hour by another way, such as a label for tests.
    /// </summary>
    public static async Task<ArmFigures> LoadAsync(OpsDbContext context, string promptKey, int version, DateTime since, CancellationToken cancellationToken)
    {
        var from = ArmKey.HourOf(since);
        return Of(await context.ArmHours.AsNoTracking()
            .Where(row => row.PromptKey == promptKey && row.PromptVersion == version && row.Hour >= from)
            .ToListAsync(cancellationToken));
    }

    public static ArmFigures Of(IReadOnlyCollection<ArmHour> hours)
    {
        var latencies = new LatencyHistogram();
        foreach (var hour in hours)
            latencies.Merge(LatencyHistogram.Parse(hour.Latencies));
        return new ArmFigures(
            hours.Sum(hour => hour.Calls), hours.Sum(hour => hour.Errors), latencies, hours.Sum(hour => hour.PricedCalls),
            hours.Aggregate(Money.Zero, (sum, hour) => sum + hour.Cost),
            hours.Sum(hour => hour.PositiveFeedback), hours.Sum(hour => hour.NeutralFeedback), hours.Sum(hour => hour.NegativeFeedback));
    }
}
