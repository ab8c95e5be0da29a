using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>The second person's word on a lower tier.</summary>
public sealed class DecideTierLowering(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Comment">Required to reject.</param>
    public sealed record Command(int Id, bool Approve, string Comment = "");

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        if (Check(command) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lowering = await context.TierLowerings.Include(row => row.System).SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (lowering is null)
            return SystemErrors.LoweringNotFound(command.Id);
        var now = clock.GetUtcNow().UtcDateTime;
        var entry = new AuditEntry(command.Approve ? "tier.lowering-approved" : "tier.lowering-rejected", SystemWords.ObjectKind, lowering.System!.Key);
        if (await WrongPersonAsync(context, lowering, actor, cancellationToken) is { } wrong)
        {
            await audit.RefuseAsync(actor, entry, wrong, cancellationToken);
            return wrong;
        }

        if (Closed(command, lowering, now) is { } closed)
            return closed;

        lowering.State = command.Approve ? TierLoweringState.Approved : TierLoweringState.Rejected;
        (lowering.DecidedById, lowering.DecidedByName, lowering.DecidedAt) = (actor.Id, actor.Name, now);
        lowering.DecisionComment = command.Comment.Trim();
        audit.Append(context, actor, entry with
        {
            Reason = lowering.DecisionComment.Length > 0 ? lowering.DecisionComment : string.Create(CultureInfo.InvariantCulture, $"T{lowering.FromLevel} to T{lowering.ToLevel} until {lowering.ValidUntil:d MMM yyyy}."),
            Details = new { from = lowering.FromLevel, to = lowering.ToLevel, validUntil = lowering.ValidUntil, requestedBy = lowering.RequestedById },
        });
        var notice = new Notice(
            $"tier-lowering:{lowering.System.Key}:decided", $"{actor.Name} {(command.Approve ? "approved" : "rejected")} T{lowering.ToLevel} for {lowering.System.Name}", $"/systems/{lowering.System.Key}#tier");
        await notifier.ToPeopleAsync(context, [lowering.RequestedById], notice, cancellationToken);
        if (await context.SaveRevisionAsync(lowering, lowering.Revision, cancellationToken) is { } changed)
            return changed;

        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }

    private static Error? Check(Command command) => new FieldChecks("systems")
        .That(command.Approve || !string.IsNullOrWhiteSpace(command.Comment), "comment", "a rejection needs a comment")
        .Text("comment", command.Comment, 2000)
        .Fault;

    private static async Task<Error?> WrongPersonAsync(OpsDbContext context, TierLowering lowering, Actor actor, CancellationToken cancellationToken)
    {
        if (await PersonalDecision.RefusalAsync(context, actor, Permission.RiskDecide, cancellationToken) is { } refusal)
            return refusal;
        if (lowering.RequestedById == actor.Id)
            return SystemErrors.OwnLowering();

        // Owners are written as names, because they need not have an account here.
        string[] owners = [lowering.System!.Owner, lowering.System.TechnicalOwner];
        return owners.Any(owner => owner.Trim().Equals(actor.Name.Trim(), StringComparison.OrdinalIgnoreCase)) ? SystemErrors.OwnersLowering(actor.Name) : null;
    }

    private static Error? Closed(Command command, TierLowering lowering, DateTime now)
    {
        if (lowering.State != TierLoweringState.Requested)
            return SystemErrors.LoweringClosed(lowering);
        if (!command.Approve)
            return null;
        if (now >= lowering.ValidUntil)
            return SystemErrors.LoweringOver(lowering);
        return lowering.System!.Tier.Level > lowering.FromLevel || lowering.System.Tier.Level <= lowering.ToLevel
            ? SystemErrors.LoweringOutdated(lowering, lowering.System.Tier)
            : null;
    }
}
