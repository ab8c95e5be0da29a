using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>What the moves of a reviewer share.</summary>
internal static class OpenQueue
{
    /// <summary>How long an item is held for a reviewer who has been shown it.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromMinutes(10);

    public static Task<LabelQueue?> FindAsync(OpsDbContext context, string key, CancellationToken cancellationToken)
    {
        var id = LabelQueue.ParseKey(key);
        return context.LabelQueues.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>
    /// Lets one reviewer of a queue after the other write, until the end of the transaction: two last labels given at one instant would each
    /// find the other missing, and the queue would never be done. False when it has ended.
    /// </summary>
    public static async Task<bool> EnterAsync(OpsDbContext context, int queueId, CancellationToken cancellationToken) =>
        await context.LabelQueues.Where(row => row.Id == queueId && row.State == LabelQueueState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellationToken) == 1;
}
