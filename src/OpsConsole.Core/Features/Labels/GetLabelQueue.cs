using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>A review queue: how far it is, and, once it has ended, what everybody said and how far people agree. Three queries.</summary>
public sealed class GetLabelQueue(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Given">Labels given, of items x reviewers.</param>
    /// <param name="Mine">Numbers of the items that the reader has labelled, in the order of labelling.</param>
    /// <param name="Reviewers">Who has labelled how much.</param>
    /// <param name="Outcome">Null while the queue is open: until then nobody sees what the others said.</param>
    public sealed record Details(
        string Key, string Name, string Rubric, string Selection, int RunId, string BenchmarkName, int ItemCount, int ReviewersAsked, int Given, IReadOnlyList<int> Mine,
        IReadOnlyList<Reviewer> Reviewers, LabelQueueState State, string CreatedByName, DateTime CreatedAt, DateTime? EndedAt, bool IsDemo, LabelOutcome? Outcome)
    {
        public string RunKey => Run.KeyOf(RunId);

        public int Wanted => ItemCount * ReviewersAsked;
    }

    public sealed record Reviewer(string Name, int Given);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = LabelQueue.ParseKey(key);
        var found = await context.LabelQueues.AsNoTracking().Where(row => row.Id == id).Select(row => new { Queue = row, row.Run!.BenchmarkName }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return LabelErrors.NotFound(key);

        var queue = found.Queue;
        var labels = await context.Labels.AsNoTracking()
            .Where(label => label.Item!.QueueId == queue.Id && label.GivenAt != null)
            .Select(label => new GivenLabel(label.Item!.Position + 1, label.ById, label.ByName, label.Pass, label.Rating, label.Comment, label.GivenAt!.Value))
            .ToListAsync(cancellationToken);
        return new Details(
            queue.Key, queue.Name, queue.Rubric, queue.Selection, queue.RunId, found.BenchmarkName, queue.ItemCount, queue.Reviewers, labels.Count,
            [.. labels.Where(label => label.ById == actor.Id).OrderBy(label => label.At).Select(label => label.Number)],
            [.. labels.GroupBy(label => label.ById).Select(group => new Reviewer(group.First().ByName, group.Count())).OrderByDescending(person => person.Given).ThenBy(person => person.Name, StringComparer.Ordinal)],
            queue.State, queue.CreatedByName, queue.CreatedAt, queue.EndedAt, queue.IsDemo,
            queue.State == LabelQueueState.Open ? null : LabelOutcome.Of(await ItemsAsync(context, queue.Id, cancellationToken), labels));
    }

    private static async Task<IReadOnlyList<LabelledCell>> ItemsAsync(OpsDbContext context, int queueId, CancellationToken cancellationToken) => await context.LabelItems.AsNoTracking()
        .Where(item => item.QueueId == queueId)
        .OrderBy(item => item.Position)
        .Select(item => new LabelledCell(item.Position + 1, item.Cell!.Case!.Key, item.Cell.Case.Title, item.Cell.Candidate!.Name, item.Cell.Pass))
        .ToListAsync(cancellationToken);
}
