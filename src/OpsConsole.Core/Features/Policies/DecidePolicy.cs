using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>The second person's word on a proposed edition. Whoever proposed it may take it back, and may not approve it.</summary>
public sealed class DecidePolicy(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Comment">Required to reject.</param>
    public sealed record Command(int Number, bool Approve, string Comment = "");

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        if (new FieldChecks("policy")
            .That(command.Approve || !string.IsNullOrWhiteSpace(command.Comment), "comment", "a rejection needs a comment")
            .Text("comment", command.Comment, 2000).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var proposal = await context.ApprovalPolicies.SingleOrDefaultAsync(row => row.Number == command.Number, cancellationToken);
        if (proposal is null)
            return PolicyErrors.NotFound(command.Number);
        var entry = new AuditEntry(command.Approve ? "policy.changed" : "policy.rejected", PolicyWords.ObjectKind, PolicyWords.KeyOf(proposal.Number));
        if (await WrongPersonAsync(context, command, proposal, actor, cancellationToken) is { } wrong)
        {
            await audit.RefuseAsync(actor, entry, wrong, cancellationToken);
            return wrong;
        }

        if (proposal.State != PolicyState.Proposed)
            return PolicyErrors.Decided(proposal);

        await DecideAsync(context, command, proposal, actor, cancellationToken);
        audit.Append(context, actor, entry with
        {
            Reason = string.IsNullOrWhiteSpace(command.Comment) ? proposal.Reason : command.Comment.Trim(),
            Details = new { proposedBy = proposal.ProposedById, table = proposal.Table },
        });
        var notice = new Notice($"policy:{proposal.Number}:decided", $"{actor.Name} {(command.Approve ? "approved" : "rejected")} {PolicyWords.KeyOf(proposal.Number)} of the approval policy", "/settings/policy");
        await notifier.ToPeopleAsync(context, proposal.ProposedById == actor.Id ? [] : [proposal.ProposedById], notice, cancellationToken);
        if (await context.SaveRevisionAsync(proposal, proposal.Revision, cancellationToken) is { } changed)
            return changed;

        // Requests under way may be held to more from now on.
        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }

    private static async Task<Error?> WrongPersonAsync(OpsDbContext context, Command command, ApprovalPolicy proposal, Actor actor, CancellationToken cancellationToken) =>
        await PersonalDecision.RefusalAsync(context, actor, Permission.RiskDecide, cancellationToken)
        ?? (command.Approve && proposal.ProposedById == actor.Id ? PolicyErrors.OwnProposal() : null);

    private async Task DecideAsync(OpsDbContext context, Command command, ApprovalPolicy proposal, Actor actor, CancellationToken cancellationToken)
    {
        (proposal.DecidedById, proposal.DecidedByName, proposal.DecidedAt) = (actor.Id, actor.Name, clock.GetUtcNow().UtcDateTime);
        proposal.State = command.Approve ? PolicyState.Active : PolicyState.Rejected;
        if (!command.Approve)
            return;

        foreach (var older in await context.ApprovalPolicies.Where(row => row.State == PolicyState.Active).ToListAsync(cancellationToken))
            older.State = PolicyState.Superseded;
    }
}
