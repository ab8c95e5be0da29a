using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Puts an AI system on the inventory; answers with its key.</summary>
public sealed class CreateSystem(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, SystemFacts Facts)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.SystemsWrite))
            return Error.Denied(Permission.SystemsWrite);
        if (command.Facts.CheckIn(new FieldChecks("systems").Key("key", command.Key)).Fault is { } fault)
            return fault;

        var system = new AiSystem
        {
            Key = command.Key,
            Name = command.Facts.Name,
            IsDemo = command.IsDemo,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
        };
        command.Facts.WriteTo(system);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Systems.Add(system);
        audit.Append(context, actor, new AuditEntry("system.created", SystemWords.ObjectKind, system.Key)
        {
            Reason = $"Tier {system.Tier.Name}: {system.Tier.Reason}.",
            Details = new { factors = command.Facts.Factors, tier = system.Tier.Level },
        });
        var rival = context.Systems.Where(row => row.Key == command.Key);
        return await context.SaveUnlessTakenAsync(rival, SystemErrors.KeyTaken(command.Key), cancellationToken) is { } taken ? taken : system.Key;
    }
}
