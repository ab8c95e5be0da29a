using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>
/// The one way to a new version, whichever door the cases came through: not of a frozen dataset, not equal to the newest, and only with variables that
/// the dataset's schema allows. Works within the caller's transaction.
/// </summary>
internal sealed class DatasetWriter(IAuditLog audit, TimeProvider clock)
{
    public async Task<Result<DatasetVersion>> StoreAsync(
        OpsDbContext context, Dataset dataset, IReadOnlyList<CaseContent> cases, string changeNote, Actor actor, CancellationToken cancellationToken)
    {
        if (dataset.Refusal() is { } frozen)
            return frozen;
        if (CaseSchema.Refusal(dataset.VariablesSchema, cases) is { } refusal)
            return refusal;
        var hash = ContentHash.OfAll(cases);
        if (await context.DatasetVersions.AnyAsync(
            row => row.DatasetId == dataset.Id && row.Number == dataset.LatestNumber && row.ContentHash == hash, cancellationToken))
            return DatasetErrors.Unchanged(dataset.Key, dataset.LatestNumber);

        // The number is claimed first: of two writers at once, one waits or starts again before either has written its cases.
        dataset.LatestNumber++;
        var version = new DatasetVersion
        {
            DatasetId = dataset.Id,
            Number = dataset.LatestNumber,
            CaseCount = cases.Count,
            ContentHash = hash,
            Variables = [.. cases.SelectMany(test => test.Variables.EnumerateObject().Select(member => member.Name)).Distinct()],
            ChangeNote = changeNote.Trim(),
            CreatedBy = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        context.DatasetVersions.Add(version);
        audit.Append(context, actor, new AuditEntry("dataset.version-added", DatasetAudit.ObjectKind, dataset.Key)
        {
            Reason = version.ChangeNote.Length == 0 ? null : version.ChangeNote,
            Details = new { version = version.Number, cases = version.CaseCount, contentHash = hash },
        });
        await context.SaveChangesAsync(cancellationToken);
        await context.BulkInsertAsync([.. cases.Select((test, position) => test.ToRow(version.Id, position))], cancellationToken);
        return version;
    }
}
