using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Holds a canary at its share, or lets it go on: a held one is neither stepped up nor put live.</summary>
public sealed class HoldRollout(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, bool hold, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);

        var held = await contexts.RetryOnConflictAsync(context => HoldAsync(context, releaseId, hold, actor, cancellationToken), cancellationToken);
        if (held.IsOk)
            changes.Publish(held.Value);
        return held.IsOk ? Result.Ok : held.Error;
    }

    private async Task<Result<Release>> HoldAsync(OpsDbContext context, int releaseId, bool hold, Actor actor, CancellationToken cancellationToken)
    {
        var release = await context.FindReleaseAsync(releaseId, cancellationToken);
        if (release is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        if (release.Hold(hold) is { IsOk: false } refused)
            return refused.Error;
        audit.Append(context, actor, release.Entry(hold ? "release.held" : "release.resumed"));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }
}
