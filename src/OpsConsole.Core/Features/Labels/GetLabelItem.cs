using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Labels;

/// <summary>
/// One item as a reviewer sees it: the case, the output and the reviewer's own label. Neither the candidate's name nor what judges, assertions and other people
/// said is in it: they would lead the eye.
/// </summary>
public sealed class GetLabelItem(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Number">1 …</param>
    /// <param name="Mine">The reader's own label; null before it is given.</param>
    public sealed record Item(int Number, string CaseKey, string Title, string VariablesJson, IReadOnlyList<string> Expected, string Output, Own? Mine);

    public sealed record Own(bool? Pass, int? Rating, string? Comment);

    public async Task<Result<Item>> HandleAsync(string queueKey, int number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OpenQueue.FindAsync(context, queueKey, cancellationToken) is not { } queue)
            return LabelErrors.NotFound(queueKey);
        var item = await context.LabelItems.AsNoTracking()
            .Where(row => row.QueueId == queue.Id && row.Position == number - 1)
            .Select(row => new
            {
                row.Cell!.Case!.Key,
                row.Cell.Case.Title,
                row.Cell.Case.VariablesJson,
                row.Cell.Case.Expected,
                row.Cell.Output,
                Mine = row.Labels.Where(label => label.ById == actor.Id && label.GivenAt != null).Select(label => new Own(label.Pass, label.Rating, label.Comment)).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return item is null
            ? LabelErrors.ItemNotFound(queue.Key, number)
            : new Item(number, item.Key, item.Title, item.VariablesJson, item.Expected, item.Output ?? "", item.Mine);
    }
}
