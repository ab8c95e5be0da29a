using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Takes an undecided request back; the version is withdrawn with it. Only the requester and the author may.</summary>
public sealed class WithdrawRelease(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesRequest))
            return Error.Denied(Permission.ReleasesRequest);
        if (new FieldChecks("releases").Required("reason", reason, 1000).Fault is { } fault)
            return fault;

        var withdrawn = await contexts.RetryOnConflictAsync(context => WithdrawAsync(context, releaseId, reason.Trim(), actor, cancellationToken), cancellationToken);
        if (withdrawn.IsOk)
            changes.Publish(withdrawn.Value);
        return withdrawn.IsOk ? Result.Ok : withdrawn.Error;
    }

    private async Task<Result<Release>> WithdrawAsync(OpsDbContext context, int releaseId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var release = await context.FindReleaseAsync(releaseId, cancellationToken);
        if (release is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        if (actor.Id != release.RequestedById && actor.Id != release.Version!.AuthorId)
            return ReleaseErrors.NotWithdrawable(release);
        var now = clock.GetUtcNow().UtcDateTime;
        if (release.Refuse(now, $"Withdrawn by {actor.Name}: {reason}") is { IsOk: false } refused)
            return refused.Error;
        if (release.Version!.Withdraw(reason) is { IsOk: false } version)
            return version.Error;
        audit.Append(context, actor, release.Entry("release.withdrawn", reason));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }
}
