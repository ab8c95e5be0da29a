using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>
/// Restates the facts of a system, unless somebody else did so since the editor opened it. Factors may be restated upwards by one person;
/// downwards only as far as a lowering in force reaches.
/// </summary>
public sealed class UpdateSystem(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, int ExpectedRevision, SystemFacts Facts);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.SystemsWrite))
            return Error.Denied(Permission.SystemsWrite);
        if (command.Facts.CheckIn(new FieldChecks("systems")).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.SingleOrDefaultAsync(row => row.Key == command.Key, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.Key);
        var entry = new AuditEntry("system.changed", SystemWords.ObjectKind, system.Key);
        if (await LoweringAsync(context, system, RiskTier.Of(command.Facts.Factors), cancellationToken) is { } refusal)
        {
            await audit.RefuseAsync(actor, entry, refusal, cancellationToken);
            return refusal;
        }

        var before = SystemFacts.Of(system);
        command.Facts.WriteTo(system);
        var change = SystemChange.Between(before, SystemFacts.Of(system));
        audit.Append(context, actor, entry with { Reason = change.Words, Details = change });
        return await context.SaveRevisionAsync(system, command.ExpectedRevision, cancellationToken) is { } changed ? changed : Result.Ok;
    }

    private async Task<Error?> LoweringAsync(OpsDbContext context, AiSystem system, RiskTier next, CancellationToken cancellationToken)
    {
        var current = system.Tier;
        if (next.Level >= current.Level && (next.Blocked || !current.Blocked))
            return null;

        var now = clock.GetUtcNow().UtcDateTime;
        var permitted = TierInForce.Permitted(system, await TierInForce.ApprovedAsync(context, [system.Id], now, cancellationToken), now);
        return permitted is not null && permitted.ToLevel <= next.Level ? null : SystemErrors.TierLowering(current, next, permitted);
    }
}
