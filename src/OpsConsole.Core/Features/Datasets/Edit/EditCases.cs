using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets.Edit;

/// <summary>
/// Makes one new version from the version that the editor saw and all changes to it. Where somebody else added a version meanwhile nothing is stored:
/// the refusal names the touched cases that the other changed too, so that the editor can apply the rest to the newest.
/// </summary>
public sealed class EditCases(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock, AssertionCompiler compiler) : IUseCase
{
    /// <param name="BasedOn">The version that was edited; 0 before the first.</param>
    public sealed record Command(string DatasetKey, int BasedOn, IReadOnlyList<CaseEdit> Edits, string ChangeNote);

    public async Task<Result<AddDatasetVersion.Added>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;
        if (command.Edits.Count == 0)
            return DatasetErrors.NothingEdited();

        var added = await contexts.RetryOnConflictAsync(context => EditAsync(context, command, actor, cancellationToken), cancellationToken);
        if (added.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return added;
    }

    private async Task<Result<AddDatasetVersion.Added>> EditAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);
        if (dataset.FrozenAt is not null)
            return DatasetErrors.Frozen(dataset);
        if (dataset.LatestNumber != command.BasedOn)
            return await ConflictAsync(context, dataset, command, cancellationToken);

        var edits = new CaseEdits(await DatasetVersions.CasesAsync(context, dataset.Id, dataset.LatestNumber, cancellationToken), compiler);
        if (edits.Apply(command.Edits) is { } fault)
            return fault;
        if (edits.Cases.Count == 0)
            return DatasetErrors.NoCaseLeft(dataset.Key);

        var stored = await new DatasetWriter(audit, clock).StoreAsync(context, dataset, edits.Cases, command.ChangeNote, actor, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;

        await transaction.CommitAsync(cancellationToken);
        return new AddDatasetVersion.Added(stored.Value.Number, stored.Value.CaseCount);
    }

    private static async Task<Error> ConflictAsync(OpsDbContext context, Dataset dataset, Command command, CancellationToken cancellationToken)
    {
        var newest = await DatasetVersions.FindAsync(context, dataset.Key, null, cancellationToken);
        if (!newest.IsOk || !await context.DatasetVersions.AnyAsync(row => row.DatasetId == dataset.Id && row.Number == command.BasedOn, cancellationToken))
            return DatasetErrors.VersionNotFound(dataset.Key, command.BasedOn);

        var touched = command.Edits.SelectMany(edit => edit.Touched).ToHashSet(StringComparer.Ordinal);
        var before = (await DatasetVersions.CasesAsync(context, dataset.Id, command.BasedOn, cancellationToken)).ToDictionary(test => test.Key, StringComparer.Ordinal);
        var after = (await DatasetVersions.CasesAsync(context, dataset.Id, dataset.LatestNumber, cancellationToken)).ToDictionary(test => test.Key, StringComparer.Ordinal);
        var both = touched.Where(before.ContainsKey).Order(StringComparer.Ordinal)
            .Where(key => !after.TryGetValue(key, out var now) || ContentHash.Of(now) != ContentHash.Of(before[key]))
            .Select(key => new ErrorDetail(key, $"{(after.ContainsKey(key) ? "changed" : "removed")} in version {dataset.LatestNumber} too"));
        return DatasetErrors.ChangedMeanwhile(newest.Value, command.BasedOn, [.. both]);
    }
}
