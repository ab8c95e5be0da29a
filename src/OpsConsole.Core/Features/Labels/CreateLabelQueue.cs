using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Asks people to label results of a run: all that match, or a random sample, in an order that tells nothing of the candidates. Answers with the key.</summary>
public sealed class CreateLabelQueue(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <summary>More than people label by hand.</summary>
    public const int MaxItems = 500;
    public const int MaxReviewers = 5;

    public sealed record Command(int RunId, string Name, string Rubric, int Reviewers, LabelSelection Selection)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);
        if (Check(command) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.AsNoTracking().Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Id == command.RunId, cancellationToken);
        if (run is null)
            return RunErrors.NotFound(Run.KeyOf(command.RunId));
        var found = await FindAsync(context, run, command.Selection, cancellationToken);
        if (!found.IsOk)
            return found.Error;

        var taken = Draw(found.Value, command.Selection);
        if (taken.Length > MaxItems)
            return Error.Invalid("labels.too-many", $"{taken.Length:N0} results match; a queue holds {MaxItems} at most. Draw a sample.", [new ErrorDetail("sample", $"{taken.Length:N0} results match, at most {MaxItems} fit")]);

        var queue = new LabelQueue
        {
            Name = command.Name.Trim(),
            RunId = run.Id,
            Rubric = command.Rubric.Trim(),
            Reviewers = command.Reviewers,
            Selection = LabelWords.Of(command.Selection, taken.Length, found.Value.Length, run.Repeats > 1),
            ItemCount = taken.Length,
            IsDemo = command.IsDemo,
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Items = [.. taken.Select((cell, position) => new LabelItem { CellId = cell, Position = position })],
        };

        // The event carries the key, which comes from the database: two statements, one transaction.
        await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            context.LabelQueues.Add(queue);
            await context.SaveChangesAsync(cancellationToken);
            audit.Append(context, actor, new AuditEntry("label-queue.created", LabelWords.ObjectKind, queue.Key)
            {
                Details = new { run = run.Key, selection = queue.Selection, reviewers = queue.Reviewers },
            });
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        changes.Publish(ChangeFeed.LabelQueues);
        return queue.Key;
    }

    private static Error? Check(Command command) => new FieldChecks("labels")
        .Required("name", command.Name, ModelBuilding.NameLength)
        .Required("rubric", command.Rubric, 4000)
        .Range("reviewers", command.Reviewers, 1, MaxReviewers)
        .Range("sample", command.Selection.Sample, 1, MaxItems)
        .Text("tag", command.Selection.Tag, ModelBuilding.NameLength)
        .Fault;

    private static async Task<Result<long[]>> FindAsync(OpsDbContext context, Run run, LabelSelection selection, CancellationToken cancellationToken)
    {
        // A second repeat of the same case would be the same work once more for little new.
        var cells = context.RunCells.Where(cell => cell.RunId == run.Id && cell.Repeat == 0 && cell.State == CellState.Done);
        if (selection.Candidate is { } name)
        {
            if (run.Candidates.FirstOrDefault(column => column.Name == name) is not { } candidate)
                return Error.Invalid("labels.invalid", $"The run has no candidate '{name}'.", [new ErrorDetail("candidate", $"the run has no candidate '{name}'")]);
            cells = cells.Where(cell => cell.CandidateId == candidate.Id);
        }

        cells = selection.Filter switch
        {
            LabelFilter.All => cells,
            LabelFilter.Failures => cells.Where(cell => cell.Pass == false),
            LabelFilter.Flips => cells.Where(cell => context.RunCases.Any(row => row.RunId == run.Id && row.Position == cell.CasePosition && row.Flipped)),
            LabelFilter.Judged => cells.Where(cell => cell.AssertionsJson!.Contains("\"judge\":\"")),
        };
        if (selection.Tag is { } tag)
        {
            // Tags are JSON text: cases are few beside cells, and reading their tags is the same on every engine.
            var tagged = (await context.DatasetCases.Where(row => row.DatasetVersionId == run.DatasetVersionId).Select(row => new { row.Id, row.Tags }).ToListAsync(cancellationToken))
                .Where(row => row.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)).Select(row => row.Id).ToArray();
            if (tagged.Length == 0)
                return LabelErrors.TagNotFound(tag);
            cells = cells.Where(cell => EF.Parameter(tagged).Contains(cell.CaseId));
        }

        var found = await cells.OrderBy(cell => cell.CasePosition).ThenBy(cell => cell.CandidateId).Select(cell => cell.Id).ToArrayAsync(cancellationToken);
        return found.Length > 0 ? found : LabelErrors.NothingToLabel(run.Key, Why(run, selection));
    }

    private static string Why(Run run, LabelSelection selection) =>
        run.DoneCells == 0 ? "no result has an answer."
        : selection.Filter == LabelFilter.Flips && !Run.IsFinal(run.State) ? "flips are known when it has ended."
        : string.Create(CultureInfo.InvariantCulture, $"it has {run.DoneCells:N0} answers, and none of them matches. Choose another filter.");

    /// <summary>A seeded shuffle (Fisher and Yates), cut after the sample: the order alone must not tell which candidate answered.</summary>
    private static long[] Draw(long[] found, LabelSelection selection)
    {
        var shuffled = (long[])found.Clone();
        var random = new SeededRandom((ulong)selection.Seed);
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return selection.Sample is { } sample && sample < shuffled.Length ? shuffled[..sample] : shuffled;
    }
}
