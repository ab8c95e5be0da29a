using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Moves the label to an approved version for everybody, after everything was checked once more at this moment. A tier that asks for a canary gets one first,
/// for as long as it asks, unless nothing is live that a canary could be compared with.
/// </summary>
public sealed class GoLive(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);

        var live = await contexts.RetryOnConflictAsync(context => PutLiveAsync(context, releaseId, actor, cancellationToken), cancellationToken);
        if (live.IsOk)
        {
            changes.Publish(live.Value, labelMoved: true);
            return Result.Ok;
        }

        await audit.RefuseAsync(actor, new AuditEntry("release.live", "release", Release.KeyOf(releaseId)), live.Error, cancellationToken);
        return live.Error;
    }

    private async Task<Result<Release>> PutLiveAsync(OpsDbContext context, int releaseId, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = await ReleaseFile.LoadAsync(context, releaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        var release = file.Release;
        if (release.State is ReleaseState.Approved or ReleaseState.Rolling && ReleaseChecks.Open(file, now) is { Count: > 0 } open)
            return ReleaseErrors.NotReady(release, open);
        if (CanaryFault(file, now) is { } canary)
            return canary;
        if (file.Label?.CanaryReleaseId is { } running && running != release.Id)
            return ReleaseErrors.CanaryRunning(release.Label, Release.KeyOf(running));
        if (release.GoLive(now) is { IsOk: false } refused)
            return refused.Error;

        var before = await context.FindLiveAsync(release.PromptId, release.Label, cancellationToken);
        if (before is not null && before.Id != release.Id)
        {
            before.Supersede(now, $"{release.Key} went live");
            audit.Append(context, actor, before.Entry("release.superseded", before.EndReason));
        }

        new LabelPointers(context, now).Point(file.Label, release, file.Version, actor, $"{release.Key} went live");
        audit.Append(context, actor, release.Entry("release.live"));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }

    private static Error? CanaryFault(ReleaseFile file, DateTime now)
    {
        var hours = file.Policy.CanaryHours;
        if (hours == 0 || file.Label?.Version is null || file.Label.VersionId == file.Release.VersionId)
            return null;
        if (file.Release.State == ReleaseState.Approved)
            return ReleaseErrors.CanaryFirst(file.Release, hours);
        return file.Release.RollingSince is { } since && now < since.AddHours(hours)
            ? ReleaseErrors.CanaryTooShort(file.Release, hours, since.AddHours(hours))
            : null;
    }
}
