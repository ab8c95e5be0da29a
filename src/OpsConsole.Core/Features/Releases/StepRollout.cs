using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Changes the share of a canary. Up is checked like a start; down is one person's decision, without approval, always recorded.</summary>
public sealed class StepRollout(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, int percent, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);

        var stepped = await contexts.RetryOnConflictAsync(context => StepAsync(context, releaseId, percent, actor, cancellationToken), cancellationToken);
        if (stepped.IsOk)
            changes.Publish(stepped.Value, labelMoved: true);
        return stepped.IsOk ? Result.Ok : stepped.Error;
    }

    private async Task<Result<Release>> StepAsync(OpsDbContext context, int releaseId, int percent, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = await ReleaseFile.LoadAsync(context, releaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        var release = file.Release;
        var before = release.Percent;
        if (release.State == ReleaseState.Rolling && percent > before && ReleaseChecks.Open(file, now) is { Count: > 0 } open)
            return ReleaseErrors.NotReady(release, open);
        if (release.SetPercent(percent) is { IsOk: false } refused)
            return refused.Error;

        var why = $"Canary of {release.Key} from {before} % to {percent} %";
        new LabelPointers(context, now).Split(file.Label!, release, file.Version, percent, actor, why);
        audit.Append(context, actor, release.Entry("release.stepped", why, new { from = before, to = percent }));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }
}
