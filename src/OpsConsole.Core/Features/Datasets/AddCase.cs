using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>
/// Appends one case in a new version: from a call, a feedback item, a playground answer or a result, which it then names as its origin, or from nowhere.
/// Two at once both get in, one version after the other.
/// </summary>
public sealed class AddCase(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock, AssertionCompiler compiler) : IUseCase
{
    /// <param name="Origin">Must exist; null for a case that somebody writes.</param>
    /// <param name="ChangeNote">Empty lets the origin speak.</param>
    public sealed record Command(string DatasetKey, CaseInput Case, Origin? Origin = null, string ChangeNote = "");

    /// <param name="Reference">The id of the call or feedback item as its service gave it; of the playground answer or the result as the console did.</param>
    public sealed record Origin(CaseOriginKind Kind, string Reference);

    public sealed record Added(int Version, string CaseKey);

    public async Task<Result<Added>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;

        var added = await contexts.RetryOnConflictAsync(context => AddAsync(context, command, actor, cancellationToken), cancellationToken);
        if (added.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return added;
    }

    private async Task<Result<Added>> AddAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);
        if (dataset.FrozenAt is not null)
            return DatasetErrors.Frozen(dataset);

        CaseOrigin? origin = null;
        if (command.Origin is { } asked)
        {
            var found = await CaseOrigins.FindAsync(context, asked.Kind, asked.Reference.Trim(), cancellationToken);
            if (!found.IsOk)
                return found.Error;
            origin = found.Value;
        }

        var cases = await DatasetVersions.CasesAsync(context, dataset.Id, dataset.LatestNumber, cancellationToken);
        var taken = cases.Select(test => test.Key).ToHashSet(StringComparer.Ordinal);
        var key = string.IsNullOrWhiteSpace(command.Case.Key) ? CaseInput.FreeKey(taken) : command.Case.Key.Trim();
        if (taken.Contains(key))
            return DatasetErrors.KeyInUse(key);
        var added = command.Case.Check(key, origin, compiler);
        if (!added.IsOk)
            return added.Error;

        var note = command.ChangeNote.Length > 0 ? command.ChangeNote : NoteOf(key, origin);
        var stored = await new DatasetWriter(audit, clock).StoreAsync(context, dataset, [.. cases, added.Value], note, actor, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;

        await transaction.CommitAsync(cancellationToken);
        return new Added(stored.Value.Number, key);
    }

    private static string NoteOf(string key, CaseOrigin? origin) => origin is null ? $"{key} added" : $"{key} added from {DatasetErrors.Word(origin.Kind)} {origin.Reference}";
}
