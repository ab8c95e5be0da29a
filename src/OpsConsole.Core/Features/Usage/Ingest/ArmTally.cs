using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>
/// Counts a batch for its arms by the hour, in the transaction that stores it: what is stored is counted once, and what is rolled back is not counted.
/// The rows are locked before anything is read, so that batches which count for one arm wait for each other instead of failing each other; what slips past,
/// two batches that begin an hour, or an engine that breaks a tie, meets the unique index or the revision and is repeated.
/// </summary>
internal sealed class ArmTally(OpsDbContext context)
{
    /// <summary>Three parameters each, and SQL Server takes 2,100.</summary>
    private const int MostInOneQuery = 500;

    private readonly Dictionary<ArmKey, ArmHour> _rows = [];
    private readonly List<ArmHour> _begun = [];
    private readonly Dictionary<ArmKey, LatencyHistogram> _latencies = [];

    public async Task LockAsync(IEnumerable<ArmKey> arms, CancellationToken cancellationToken)
    {
        foreach (var chunk in arms.Distinct().OrderBy(arm => arm.PromptKey, StringComparer.Ordinal).ThenBy(arm => arm.Version).ThenBy(arm => arm.Hour).Chunk(MostInOneQuery))
        {
            var (keys, versions, hours) = (chunk.Select(arm => arm.PromptKey).Distinct().ToList(), chunk.Select(arm => arm.Version).Distinct().ToList(), chunk.Select(arm => arm.Hour).Distinct().ToList());

            // May match hours that this batch does not touch, where it holds several arms: they are locked for nothing, and left as they are.
            var rows = context.ArmHours.Where(row => keys.Contains(row.PromptKey) && versions.Contains(row.PromptVersion) && hours.Contains(row.Hour));
            await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellationToken);
            var wanted = chunk.ToHashSet();
            foreach (var row in await rows.ToListAsync(cancellationToken))
            {
                if (new ArmKey(row.PromptKey, row.PromptVersion, row.Hour) is var arm && wanted.Contains(arm))
                    _rows[arm] = row;
            }
        }
    }

    public void Count(RecordedCall call)
    {
        if (ArmKey.Of(call.PromptKey, call.PromptVersion, call.StartedAt) is not { } arm)
            return;
        var row = RowOf(arm);
        row.Calls++;
        if (call.Status == CallStatus.Error)
            row.Errors++;
        else
            LatenciesOf(arm, row).Add(call.DurationMs);
        if (call.Cost is { } cost)
            (row.PricedCalls, row.Cost) = (row.PricedCalls + 1, row.Cost + cost);
    }

    public void Count(FeedbackItem item)
    {
        if (ArmKey.Of(item.PromptKey, item.PromptVersion, item.At) is not { } arm)
            return;
        var row = RowOf(arm);
        (row.NegativeFeedback, row.NeutralFeedback, row.PositiveFeedback) = item.Rating switch
        {
            FeedbackRating.Negative => (row.NegativeFeedback + 1, row.NeutralFeedback, row.PositiveFeedback),
            FeedbackRating.Neutral => (row.NegativeFeedback, row.NeutralFeedback + 1, row.PositiveFeedback),
            FeedbackRating.Positive => (row.NegativeFeedback, row.NeutralFeedback, row.PositiveFeedback + 1),
        };
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var (arm, latencies) in _latencies)
            _rows[arm].Latencies = latencies.Serialize();

        // In one order, as they are locked: two batches that begin the same hours wait for each other and never in a circle.
        await context.BulkInsertAsync([.. _begun.OrderBy(row => row.PromptKey, StringComparer.Ordinal).ThenBy(row => row.PromptVersion).ThenBy(row => row.Hour)], cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }

    private ArmHour RowOf(ArmKey arm)
    {
        if (!_rows.TryGetValue(arm, out var row))
        {
            _rows[arm] = row = new ArmHour { PromptKey = arm.PromptKey, PromptVersion = arm.Version, Hour = arm.Hour, Latencies = new LatencyHistogram().Serialize() };
            _begun.Add(row);
        }

        return row;
    }

    private LatencyHistogram LatenciesOf(ArmKey arm, ArmHour row)
    {
        if (!_latencies.TryGetValue(arm, out var latencies))
            _latencies[arm] = latencies = LatencyHistogram.Parse(row.Latencies);
        return latencies;
    }
}
