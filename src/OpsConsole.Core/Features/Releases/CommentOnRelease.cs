using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Adds a remark that decides nothing.</summary>
public sealed class CommentOnRelease(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, string text, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesRequest) && !actor.Can(Permission.ReleasesDecide))
            return Error.Denied(Permission.ReleasesDecide);
        if (new FieldChecks("releases").Required("comment", text, 4000).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var release = await context.FindReleaseAsync(releaseId, cancellationToken);
        if (release is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        context.ReleaseComments.Add(new ReleaseComment { ReleaseId = releaseId, Text = text.Trim(), ById = actor.Id, ByName = actor.Name, At = clock.GetUtcNow().UtcDateTime });
        audit.Append(context, actor, release.Entry("release.commented"));
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(release);
        return Result.Ok;
    }
}
