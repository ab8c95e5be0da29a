using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Stores a file as the next version of a dataset: all of its cases or, when one row is bad, nothing.</summary>
public sealed class AddDatasetVersion(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock, AssertionCompiler compiler) : IUseCase
{
    private const int CasesASave = 500;

    /// <param name="Content">Read once, never closed.</param>
    public sealed record Command(string DatasetKey, Stream Content, DatasetFormat Format, string ChangeNote);

    public sealed record Added(int Version, int Cases);

    public async Task<Result<Added>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;

        // Before a large file is read: the commonest mistake is a wrong key.
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (!await context.Datasets.AnyAsync(row => row.Key == command.DatasetKey, cancellationToken))
                return DatasetErrors.NotFound(command.DatasetKey);
        }

        var read = await CheckedImport.ReadAsync(command.Content, command.Format, compiler, cancellationToken);
        if (!read.IsOk)
            return read.Error;
        if (read.Value.Refusal is { } refusal)
            return refusal;

        var cases = read.Value.Cases;
        var hash = ContentHash.OfAll(cases);
        return await contexts.RetryOnConflictAsync(context => StoreAsync(context, command, cases, hash, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<Added>> StoreAsync(
        OpsDbContext context, Command command, IReadOnlyList<CaseContent> cases, string hash, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var dataset = await context.Datasets.SingleAsync(row => row.Key == command.DatasetKey, cancellationToken);
        if (await context.DatasetVersions.AnyAsync(
            row => row.DatasetId == dataset.Id && row.Number == dataset.LatestNumber && row.ContentHash == hash, cancellationToken))
            return DatasetErrors.Unchanged(dataset.Key, dataset.LatestNumber);

        // The number is claimed first: of two imports at once, one waits or starts again before either has written its cases.
        dataset.LatestNumber++;
        var version = new DatasetVersion
        {
            DatasetId = dataset.Id,
            Number = dataset.LatestNumber,
            CaseCount = cases.Count,
            ContentHash = hash,
            Variables = [.. cases.SelectMany(test => test.Variables.EnumerateObject().Select(member => member.Name)).Distinct()],
            ChangeNote = command.ChangeNote.Trim(),
            CreatedBy = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        context.DatasetVersions.Add(version);
        await context.SaveChangesAsync(cancellationToken);

        foreach (var chunk in cases.Index().Chunk(CasesASave))
        {
            context.ChangeTracker.Clear();
            context.DatasetCases.AddRange(chunk.Select(test => test.Item.ToRow(version.Id, test.Index)));
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new Added(version.Number, cases.Count);
    }
}
