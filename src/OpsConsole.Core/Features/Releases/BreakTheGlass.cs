using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Rollout;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Puts a version live ahead of its approval while a SEV1 or SEV2 is open on its system. A second person confirms within the hour, it ends by itself after
/// 24 h (T4: 4 h), and is reviewed within two business days. The review it waits for goes on.
/// </summary>
public sealed class BreakTheGlass(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int ShortestReason = 80;

    /// <param name="ReleaseId">The request that the version waits in.</param>
    public sealed record Command(int ReleaseId, int IncidentId, string Reason);

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate) || actor.Kind != ActorKind.Person)
            return Error.Denied(Permission.ReleasesOperate);
        if (command.Reason.Trim().Length < ShortestReason)
            return ReleaseErrors.ReasonTooShort(command.Reason.Trim().Length);
        if (new FieldChecks("releases").Text("reason", command.Reason, 2000).Fault is { } fault)
            return fault;

        var broken = await contexts.RetryOnConflictAsync(context => BreakAsync(context, command with { Reason = command.Reason.Trim() }, actor, cancellationToken), cancellationToken);
        if (broken.IsOk)
        {
            changes.Publish(broken.Value, labelMoved: true);
            return broken.Value.Key;
        }

        await audit.RefuseAsync(actor, new AuditEntry("release.break-glass", "release", Release.KeyOf(command.ReleaseId)), broken.Error, cancellationToken);
        return broken.Error;
    }

    private async Task<Result<Release>> BreakAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var request = await context.FindReleaseAsync(command.ReleaseId, cancellationToken);
        if (request is null)
            return ReleaseErrors.NotFound(Release.KeyOf(command.ReleaseId));
        if (request.Kind != ReleaseKind.Reviewed || request.State is not (ReleaseState.Requested or ReleaseState.Approved))
            return ReleaseErrors.NotForBreakGlass(request);
        var system = request.Prompt!.System!;
        var incident = await context.Incidents.SingleOrDefaultAsync(
            row => row.Id == command.IncidentId && row.SystemId == system.Id && row.ResolvedAt == null && row.Severity <= 2, cancellationToken);
        if (incident is null)
            return ReleaseErrors.NoIncident(system.Name);
        var tier = await TierInForce.LoadAsync(context, system, now, cancellationToken);
        if (tier.Computed.Blocked)
            return ReleaseErrors.Prohibited(system.Name);
        var pointers = new LabelPointers(context, now);
        var label = await pointers.FindAsync(request.PromptId, request.Label, cancellationToken);
        if (label?.CanaryReleaseId is { } running)
            return ReleaseErrors.CanaryRunning(request.Label, Release.KeyOf(running));

        var release = Releasing.Unreviewed(ReleaseKind.BreakGlass, request.Prompt, request.Version!, request.Label, command.Reason, actor, now);
        release.GoLiveUnreviewed(now, new BreakGlass(incident.Id, command.Reason, now.AddHours(1), now.AddHours(tier.Level == 4 ? 4 : 24), TwoBusinessDaysAfter(now)));
        var before = await context.FindLiveAsync(request.PromptId, request.Label, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Releases.Add(release);
        await context.SaveChangesAsync(cancellationToken);
        before?.Supersede(now, $"{release.Key} broke the glass");
        pointers.Point(label, release, request.Version!, actor, $"Break-glass during {incident.Key}: {command.Reason}");
        audit.Append(context, actor, release.Entry("release.break-glass", command.Reason, new { incident = incident.Key, release.ContentHash, release.BreakGlass!.SecondUntil, release.BreakGlass.EndsAt, release.BreakGlass.ReviewBy, request = request.Key }));
        var notice = new Notice($"{release.Key}:break-glass", $"{actor.Name} broke the glass for {request.Prompt.Key}: a second person must confirm within the hour", $"/reviews/{release.Key}");
        await notifier.ToRolesAsync(context, [Role.ProductManager, Role.Engineer, Role.Security], notice, [actor.Id], cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release;
    }

    private static DateTime TwoBusinessDaysAfter(DateTime time)
    {
        for (var left = 2; left > 0;)
        {
            time = time.AddDays(1);
            left -= time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return time;
    }
}
