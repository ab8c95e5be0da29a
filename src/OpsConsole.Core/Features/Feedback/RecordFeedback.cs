using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;

namespace OpsConsole.Core.Features.Feedback;

/// <summary>
/// Takes a batch of users' reactions from a service: as <see cref="RecordCalls"/> does, each judged alone, stored once and counted for its prompt version's hour
/// in the same transaction. What an item leaves out of prompt, system and model is taken from its call, where that is known by then.
/// </summary>
public sealed class RecordFeedback(IDbContextFactory<OpsDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result<IngestAnswer>> HandleAsync(IReadOnlyList<Reported<FeedbackReport>> items, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.UsageIngest))
            return Error.Denied(Permission.UsageIngest);
        if (items.Count > RecordCalls.MostItems)
            return UsageErrors.TooMany(items.Count);

        var now = clock.GetUtcNow().UtcDateTime;
        var sifted = Sifted<FeedbackItem>.Of(items, "feedback", now, (item, checks) => FeedbackChecks.RowOf(item, checks, now), row => row.FeedbackId);
        if (sifted.Good.Count == 0)
            return sifted.Answer(0);

        var stored = await contexts.IngestAsync(context => StoreAsync(context, sifted.Good, cancellationToken), cancellationToken);
        foreach (var prompt in stored.Select(item => item.PromptKey).OfType<string>().Distinct())
            changes.Publish(ChangeFeed.Prompt(prompt));
        return sifted.Answer(stored.Count);
    }

    private static async Task<IReadOnlyList<FeedbackItem>> StoreAsync(OpsDbContext context, IReadOnlyList<FeedbackItem> items, CancellationToken cancellationToken)
    {
        await CompleteAsync(context, items, cancellationToken);
        var tally = new ArmTally(context);
        await tally.LockAsync(items.Select(item => ArmKey.Of(item.PromptKey, item.PromptVersion, item.At)).OfType<ArmKey>(), cancellationToken);

        var ids = items.Select(item => item.FeedbackId).ToList();
        var known = await context.Feedback.Where(row => ids.Contains(row.FeedbackId)).Select(row => row.FeedbackId).ToHashSetAsync(cancellationToken);
        var fresh = items.Where(item => !known.Contains(item.FeedbackId)).OrderBy(item => item.FeedbackId, StringComparer.Ordinal).ToList();
        fresh.ForEach(tally.Count);
        await context.BulkInsertAsync(fresh, cancellationToken);
        await tally.SaveAsync(cancellationToken);
        return fresh;
    }

    private static async Task CompleteAsync(OpsDbContext context, IReadOnlyList<FeedbackItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Where(item => item.PromptKey is null).Select(item => item.CallId).OfType<string>().Distinct().ToList();
        if (ids.Count == 0)
            return;
        var calls = await context.Calls
            .Where(row => ids.Contains(row.CallId))
            .Select(row => new { row.CallId, row.SystemKey, row.PromptKey, row.PromptVersion, row.Model })
            .ToDictionaryAsync(row => row.CallId, StringComparer.Ordinal, cancellationToken);
        foreach (var item in items.Where(item => item.PromptKey is null && item.CallId is not null))
        {
            if (calls.TryGetValue(item.CallId!, out var call))
                (item.PromptKey, item.PromptVersion, item.SystemKey, item.Model) = (call.PromptKey, call.PromptVersion, item.SystemKey ?? call.SystemKey, item.Model ?? call.Model);
        }
    }
}
