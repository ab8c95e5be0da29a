using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// One person's decision on a release request: approve, ask for changes, reject. Bound to the content that was on the screen. The last approval that the policy
/// asks for approves the version and the release; one request for changes or rejection ends the round. A refused attempt is recorded.
/// </summary>
public sealed class DecideOnRelease(
    IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Role">In which of one's roles; null takes the first that is open.</param>
    /// <param name="ContentHash">What the page showed.</param>
    public sealed record Command(int ReleaseId, DecisionKind Kind, Role? Role, string ContentHash, string Comment);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        var decided = await contexts.RetryOnConflictAsync(context => DecideAsync(context, command, actor, cancellationToken), cancellationToken);
        if (decided.IsOk)
        {
            changes.Publish(decided.Value);
            return Result.Ok;
        }

        if (decided.Error.Kind != ErrorKind.NotFound)
            await audit.RefuseAsync(actor, new AuditEntry("release.decided", "release", Release.KeyOf(command.ReleaseId)), decided.Error, cancellationToken);
        return decided.Error;
    }

    private async Task<Result<Release>> DecideAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (actor.Kind == ActorKind.Person && !actor.Can(Permission.ReleasesDecide) && !await context.Delegations.AnyAsync(row => row.ToId == actor.Id, cancellationToken))
            return Error.Denied(Permission.ReleasesDecide);
        var file = await ReleaseFile.LoadAsync(context, command.ReleaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(command.ReleaseId));
        var seat = await SeatAsync(context, file, command.Role, actor, now, cancellationToken);
        if (!seat.IsOk)
            return seat.Error;
        if (Fault(file, command, now) is { } fault)
            return fault;

        var decision = new Decision
        {
            ReleaseId = file.Release.Id,
            Round = file.Release.Round,
            Kind = command.Kind,
            Role = seat.Value.Role,
            ById = actor.Id,
            ByName = actor.Name,
            ForId = seat.Value.For?.FromId,
            ForName = seat.Value.For?.FromName,
            ContentHash = command.ContentHash,
            Comment = command.Comment.Trim(),
            At = now,
        };
        if (file.Release.Decide(decision) is { IsOk: false } refused)
            return refused.Error;

        // A decision is a row of its own; without this two last approvals at one instant would not meet.
        context.Entry(file.Release).Property(row => row.Revision).IsModified = true;
        audit.Append(context, actor, file.Release.Entry("release.decided", decision.Comment, new { decision.Kind, decision.Role, decision.ForId, decision.Round, decision.ContentHash, runs = file.Release.Evidence.Select(item => item.RunKey) }));
        await ConcludeAsync(context, file, decision, actor, now, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return file.Release;
    }

    private static async Task<Result<OpenSeat>> SeatAsync(OpsDbContext context, ReleaseFile file, Role? role, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var held = await RoleCheck.HeldAsync(context, actor, cancellationToken);
        var delegations = await DelegationsInForce.LoadAsync(context, now, cancellationToken);
        var right = DecisionRight.Of(file.Release, file.Version, file.Seats, actor, held, delegations);
        if (right.WhyNot is { } why)
            return ReleaseErrors.MayNotDecide(file.Release, why);
        return right.Seats.FirstOrDefault(seat => role is null || seat.Role == role) is { } open ? open : ReleaseErrors.NotThatRole(file.Release, role!.Value);
    }

    private static Error? Fault(ReleaseFile file, Command command, DateTime now)
    {
        if (command.Comment.Length > 4000)
            return new FieldChecks("releases").Text("comment", command.Comment, 4000).Fault;
        if (now >= file.Release.DecideBy)
            return ReleaseErrors.NoEvidence(file.Release, "The time to decide is over");
        if (command.Kind != DecisionKind.Approve)
            return string.IsNullOrWhiteSpace(command.Comment) ? ReleaseErrors.CommentMissing(command.Kind == DecisionKind.Reject ? "A rejection" : "A request for changes") : null;
        if (file.Policy.CommentToApprove && string.IsNullOrWhiteSpace(command.Comment))
            return ReleaseErrors.CommentMissing($"An approval from T{file.Tier} up");
        if (file.StaleReason is { } stale)
            return ReleaseErrors.NoEvidence(file.Release, $"It is stale: {stale} Renew the evidence");
        return ReleaseChecks.Of(file, now).FirstOrDefault(check => !check.Met && (check.Code is "evidence" or "freshness" or "hash" or "tier")) is { } open
            ? ReleaseErrors.NoEvidence(file.Release, open.Words)
            : null;
    }

    private async Task ConcludeAsync(OpsDbContext context, ReleaseFile file, Decision decision, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var (release, version) = (file.Release, file.Version);
        var says = $"{decision.ByName}: {decision.Comment}";
        string? outcome = null;
        switch (decision.Kind)
        {
            case DecisionKind.Reject:
                release.Refuse(now, $"Rejected by {says}");
                version.Reject(says);
                audit.Append(context, actor, release.Entry("release.refused", says));
                outcome = "was rejected";
                break;
            case DecisionKind.RequestChanges:
                release.Refuse(now, $"Changes asked for by {says}");
                version.RequestChanges(says);
                audit.Append(context, actor, release.Entry("release.refused", says));
                outcome = "needs changes";
                break;
            case DecisionKind.Approve when Seat.Of(file.Policy, file.PersonalData, release.CurrentDecisions).All(seat => seat.IsFilled):
                var ends = now.AddHours(file.Policy.ApprovalHours);
                release.Approve(now, ends);
                version.Approve(now, ends);
                audit.Append(context, actor, release.Entry("release.approved"));
                outcome = "is approved";
                break;
        }

        if (outcome is null)
            return;
        var notice = new Notice($"{release.Key}:{release.State}", $"{file.Prompt.Key} v{version.Number} {outcome}", $"/reviews/{release.Key}");
        await notifier.ToPeopleAsync(context, [.. new[] { release.RequestedById, version.AuthorId }.Distinct().Where(person => person != actor.Id)], notice, cancellationToken);
    }
}
