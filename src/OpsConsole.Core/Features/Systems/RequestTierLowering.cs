using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Asks that a system be treated as a lower tier than its factors say, for a time that ends. Answers with the request's number.</summary>
public sealed class RequestTierLowering(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, TimeProvider clock) : IUseCase
{
    public const int ShortestReason = 30;

    /// <param name="Days">From now; it ends then whether or when it is decided.</param>
    public sealed record Command(string SystemKey, int ToLevel, int Days, string Reason);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.SystemsWrite))
            return Error.Denied(Permission.SystemsWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.SystemKey, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.SystemKey);
        var computed = system.Tier;
        if (computed.Level == 1)
            return SystemErrors.NothingBelow(system.Key);
        if (Check(command, computed) is { } fault)
            return fault;
        if (await context.TierLowerings.FirstOrDefaultAsync(row => row.SystemId == system.Id && row.State == TierLoweringState.Requested, cancellationToken) is { } open)
            return SystemErrors.LoweringOpen(open);

        var now = clock.GetUtcNow().UtcDateTime;
        var lowering = new TierLowering
        {
            SystemId = system.Id,
            FromLevel = computed.Level,
            ToLevel = command.ToLevel,
            Reason = command.Reason.Trim(),
            ValidUntil = now.AddDays(command.Days),
            RequestedById = actor.Id,
            RequestedByName = actor.Name,
            RequestedAt = now,
        };
        context.TierLowerings.Add(lowering);
        audit.Append(context, actor, new AuditEntry("tier.lowering-requested", SystemWords.ObjectKind, system.Key)
        {
            Reason = lowering.Reason,
            Details = new { from = computed.Level, to = command.ToLevel, validUntil = lowering.ValidUntil },
        });
        var notice = new Notice($"tier-lowering:{system.Key}", $"{actor.Name} asks to treat {system.Name} as T{command.ToLevel} instead of {computed.Name}", $"/systems/{system.Key}#tier");
        await notifier.ToRolesAsync(context, RolePermissions.Holders(Permission.RiskDecide), notice, [actor.Id], cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return lowering.Id;
    }

    private static Error? Check(Command command, RiskTier computed) => new FieldChecks("systems")
        .Range("toLevel", command.ToLevel, 1, computed.Level - 1)
        .Range("days", command.Days, 1, TierLowering.LongestDays)
        .That(command.Reason.Trim().Length >= ShortestReason, "reason", $"takes at least {ShortestReason} characters: it is read by whoever decides and by whoever audits it later")
        .Text("reason", command.Reason, 2000)
        .Fault;
}
