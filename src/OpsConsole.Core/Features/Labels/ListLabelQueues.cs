using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Review queues: open ones first, then the newest; with what is left for the reader to label.</summary>
public sealed class ListLabelQueues(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(bool OpenOnly = false, int? RunId = null, int Skip = 0, int Limit = Page.DefaultLimit);

    /// <param name="Total">Of those asked for.</param>
    /// <param name="Open">Of all.</param>
    public sealed record Listing(IReadOnlyList<Item> Items, int Total, int Open);

    /// <param name="Given">Labels given, of items x reviewers.</param>
    /// <param name="Mine">Labels that the reader has given.</param>
    public sealed record Item(
        int Id, string Name, int RunId, string BenchmarkName, string Selection, int ItemCount, int Reviewers, int Given, int Mine, LabelQueueState State, string CreatedByName, DateTime CreatedAt, bool IsDemo)
    {
        public string Key => LabelQueue.KeyOf(Id);

        public string RunKey => Run.KeyOf(RunId);

        public int Wanted => ItemCount * Reviewers;
    }

    public async Task<Result<Listing>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var me = actor.Id;
        var all = context.LabelQueues.AsNoTracking().Where(row => query.RunId == null || row.RunId == query.RunId);
        var asked = query.OpenOnly ? all.Where(row => row.State == LabelQueueState.Open) : all;
        var items = await asked
            .OrderBy(row => row.State == LabelQueueState.Open ? 0 : 1)
            .ThenByDescending(row => row.Id)
            .Skip(Math.Max(0, query.Skip))
            .Take(Page.Limit(query.Limit))
            .Select(row => new Item(
                row.Id, row.Name, row.RunId, row.Run!.BenchmarkName, row.Selection, row.ItemCount, row.Reviewers,
                context.Labels.Count(label => label.Item!.QueueId == row.Id && label.GivenAt != null),
                context.Labels.Count(label => label.Item!.QueueId == row.Id && label.GivenAt != null && label.ById == me),
                row.State, row.CreatedByName, row.CreatedAt, row.IsDemo))
            .ToListAsync(cancellationToken);
        return new Listing(items, await asked.CountAsync(cancellationToken), await all.CountAsync(row => row.State == LabelQueueState.Open, cancellationToken));
    }
}
