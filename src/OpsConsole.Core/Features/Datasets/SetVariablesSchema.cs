using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>
/// Says what the variables of each case of a new version must look like; nothing said asks nothing. Versions that are there stay as they are:
/// how many cases of the newest would not pass is told.
/// </summary>
public sealed class SetVariablesSchema(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes) : IUseCase
{
    private const int MaxLength = 100_000;

    /// <param name="Schema">JSON text; empty takes the schema away.</param>
    /// <param name="Revision">The one that the editor saw.</param>
    public sealed record Command(string DatasetKey, string Schema, int Revision);

    /// <param name="Violations">Cases of the newest version that would be refused today, the first of them.</param>
    public sealed record Saved(int Revision, int Cases, IReadOnlyList<ErrorDetail> Violations);

    public async Task<Result<Saved>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Text("schema", command.Schema, MaxLength).Fault is { } fault)
            return fault;
        var schema = SchemaText.Tidy(command.Schema);
        if (schema is not null && CaseSchema.Fault(schema, command.Schema) is { } unusable)
            return unusable;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);

        if (dataset.VariablesSchema != schema)
        {
            dataset.VariablesSchema = schema;
            audit.Append(context, actor, new AuditEntry("dataset.schema-set", DatasetAudit.ObjectKind, dataset.Key) { Details = new { schema } });
        }

        if (await context.SaveRevisionAsync(dataset, command.Revision, cancellationToken) is { } conflict)
            return conflict;

        changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        var cases = await DatasetVersions.CasesAsync(context, dataset.Id, dataset.LatestNumber, cancellationToken);
        return new Saved(dataset.Revision, cases.Count, CaseSchema.Refusal(schema, cases)?.Details ?? []);
    }
}
