using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Core.Features.Usage;

/// <summary>
/// Takes a batch of model calls from a service in production. Each is judged alone, stored once whatever is delivered again, priced, and counted for its
/// prompt version's hour in the same transaction. A thousand calls cost no more queries than the parameters of their statements ask for.
/// </summary>
public sealed class RecordCalls(IDbContextFactory<OpsDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <summary>Of one batch, of calls as of feedback.</summary>
    public const int MostItems = 1000;

    public async Task<Result<IngestAnswer>> HandleAsync(IReadOnlyList<Reported<CallReport>> calls, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.UsageIngest))
            return Error.Denied(Permission.UsageIngest);
        if (calls.Count > MostItems)
            return UsageErrors.TooMany(calls.Count);

        var now = clock.GetUtcNow().UtcDateTime;
        var sifted = Sifted<RecordedCall>.Of(calls, "calls", now, (call, checks) => CallChecks.RowOf(call, checks, now), row => row.CallId);
        if (sifted.Good.Count == 0)
            return sifted.Answer(0);

        var stored = await contexts.IngestAsync(context => StoreAsync(context, sifted.Good, cancellationToken), cancellationToken);
        foreach (var prompt in stored.Select(call => call.PromptKey).OfType<string>().Distinct())
            changes.Publish(ChangeFeed.Prompt(prompt));
        return sifted.Answer(stored.Count);
    }

    private static async Task<IReadOnlyList<RecordedCall>> StoreAsync(OpsDbContext context, IReadOnlyList<RecordedCall> calls, CancellationToken cancellationToken)
    {
        var tally = new ArmTally(context);
        await tally.LockAsync(calls.Select(call => ArmKey.Of(call.PromptKey, call.PromptVersion, call.StartedAt)).OfType<ArmKey>(), cancellationToken);

        var ids = calls.Select(call => call.CallId).ToList();
        var known = await context.Calls.Where(row => ids.Contains(row.CallId)).Select(row => row.CallId).ToHashSetAsync(cancellationToken);

        // In one order on every node: two batches with some ids in common then wait for each other and never in a circle.
        var fresh = calls.Where(call => !known.Contains(call.CallId)).OrderBy(call => call.CallId, StringComparer.Ordinal).ToList();
        var prices = await CallPrices.LoadAsync(context, fresh, cancellationToken);
        foreach (var call in fresh)
        {
            call.Cost = prices.CostOf(call);
            tally.Count(call);
        }

        await context.BulkInsertAsync(fresh, cancellationToken);
        await tally.SaveAsync(cancellationToken);
        return fresh;
    }
}
