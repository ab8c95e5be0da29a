using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Names a new dataset of a system; its cases are imported next. Answers with its key.</summary>
public sealed class CreateDataset(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public sealed record Command(string SystemKey, string Key, string Name, DatasetKind Kind)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Key("key", command.Key).Required("name", command.Name, ModelBuilding.NameLength).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.SystemKey, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.SystemKey);

        context.Datasets.Add(new Dataset
        {
            SystemId = system.Id,
            Key = command.Key,
            Name = command.Name.Trim(),
            Kind = command.Kind,
            IsDemo = command.IsDemo,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
        });
        audit.Append(context, actor, new AuditEntry("dataset.created", DatasetAudit.ObjectKind, command.Key) { Details = new { system = system.Key, kind = command.Kind } });
        var rival = context.Datasets.Where(row => row.Key == command.Key);
        return await context.SaveUnlessTakenAsync(rival, DatasetErrors.KeyTaken(command.Key), cancellationToken) is { } taken ? taken : command.Key;
    }
}
