using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Starts the canary of an approved release, after everything was checked once more at this moment.</summary>
public sealed class StartRollout(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Percent">Share of subjects, 1..99.</param>
    public sealed record Command(int ReleaseId, int Percent, Guardrails? Guardrails = null);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);
        if (GuardrailLimits.Fault(command.Guardrails) is { } limits)
            return limits;

        var started = await contexts.RetryOnConflictAsync(context => StartAsync(context, command, actor, cancellationToken), cancellationToken);
        if (started.IsOk)
        {
            changes.Publish(started.Value, labelMoved: true);
            return Result.Ok;
        }

        await audit.RefuseAsync(actor, new AuditEntry("release.rolling", "release", Release.KeyOf(command.ReleaseId)), started.Error, cancellationToken);
        return started.Error;
    }

    private async Task<Result<Release>> StartAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = await ReleaseFile.LoadAsync(context, command.ReleaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(command.ReleaseId));
        var release = file.Release;
        if (command.Percent is < 1 or > 99)
            return ReleaseErrors.Percent(command.Percent);
        if (release.State == ReleaseState.Approved && ReleaseChecks.Open(file, now) is { Count: > 0 } open)
            return ReleaseErrors.NotReady(release, open);
        if (file.Label?.Version is null)
            return ReleaseErrors.NothingLive(release);
        if (file.Label.CanaryReleaseId is { } running)
            return ReleaseErrors.CanaryRunning(release.Label, Release.KeyOf(running));
        if (release.StartCanary(command.Percent, command.Guardrails ?? Guardrails.Default, now) is { IsOk: false } refused)
            return refused.Error;

        var why = $"Canary of {release.Key} at {command.Percent} %";
        new LabelPointers(context, now).Split(file.Label, release, file.Version, command.Percent, actor, why);
        audit.Append(context, actor, release.Entry("release.rolling", why, new { command.Percent, release.Guardrails, release.ContentHash }));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }
}
