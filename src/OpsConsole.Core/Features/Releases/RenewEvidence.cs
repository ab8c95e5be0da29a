using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Judges the gates anew and binds an undecided request to what is found. Decisions on the evidence before are void: a new round begins.
/// </summary>
public sealed class RenewEvidence(
    IDbContextFactory<OpsDbContext> contexts, EvidenceCollector evidence, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int releaseId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesRequest))
            return Error.Denied(Permission.ReleasesRequest);

        var renewed = await contexts.RetryOnConflictAsync(context => RenewAsync(context, releaseId, actor, cancellationToken), cancellationToken);
        if (renewed.IsOk)
            changes.Publish(renewed.Value);
        return renewed.IsOk ? Result.Ok : renewed.Error;
    }

    private async Task<Result<Release>> RenewAsync(OpsDbContext context, int releaseId, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = await ReleaseFile.LoadAsync(context, releaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));

        var live = file.Label?.Version?.Number;
        var found = await evidence.CollectAsync(context, file.Version, live, file.Policy.Evidence, cancellationToken);
        if (file.Release.Renew(found.Evidence, found.Figures, live, now.AddHours(file.Policy.ApprovalHours)) is { IsOk: false } refused)
            return refused.Error;
        audit.Append(context, actor, file.Release.Entry("release.renewed", details: new
        {
            file.Release.Round,
            evidence = file.Release.Evidence.Select(item => new { item.Kind, item.RunKey, item.GateNumber, item.DatasetVersion, item.Verdict }),
        }));
        await context.SaveChangesAsync(cancellationToken);
        return file.Release;
    }
}
