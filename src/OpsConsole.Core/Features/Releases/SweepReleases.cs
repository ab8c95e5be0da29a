using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// What time does to releases: requests that nobody answered and approvals that nobody used end, changed evidence makes stale, waiting people are reminded, and
/// break-glass ends by itself. Every use checks the same again, so a sweep that does not run lets nothing through. Answers with how many releases it changed.
/// </summary>
public sealed class SweepReleases(
    IDbContextFactory<OpsDbContext> contexts, RollBack rollBack, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan RemindEvery = TimeSpan.FromHours(24);

    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate) || actor.Kind != ActorKind.System)
            return Error.Denied(Permission.ReleasesOperate);

        List<int> open;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            open = await context.Releases.Where(row => row.State == ReleaseState.Requested || row.State == ReleaseState.Approved).Select(row => row.Id).ToListAsync(cancellationToken);
        }

        var changed = 0;
        foreach (var id in open)
        {
            var swept = await contexts.RetryOnConflictAsync(context => SweepAsync(context, id, actor, cancellationToken), cancellationToken);
            changed += swept ? 1 : 0;
        }

        return changed + await EndBreakGlassAsync(actor, cancellationToken) + await ExpireUnusedAsync(actor, cancellationToken);
    }

    private async Task<bool> SweepAsync(OpsDbContext context, int id, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await ReleaseFile.LoadAsync(context, id, now, cancellationToken) is not { } file)
            return false;
        var news = file.Release.State switch
        {
            ReleaseState.Requested => OfRequest(file, now),
            ReleaseState.Approved => OfApproval(file, now),
            _ => null,
        };
        var reminded = news is null && await RemindAsync(context, file, now, cancellationToken);
        if (news is { } told)
        {
            audit.Append(context, actor, file.Release.Entry(told.Action, told.Reason));
            var notice = new Notice($"{file.Release.Key}:{told.Action}", $"{file.Prompt.Key} v{file.Version.Number}: {told.Reason}", $"/reviews/{file.Release.Key}");
            await notifier.ToPeopleAsync(context, [.. new[] { file.Release.RequestedById, file.Version.AuthorId }.Distinct()], notice, cancellationToken);
        }

        if (news is null && !reminded)
            return false;
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(file.Release);
        return true;
    }

    private static (string Action, string Reason)? OfRequest(ReleaseFile file, DateTime now)
    {
        if (now >= file.Release.DecideBy)
        {
            const string Unanswered = "Nobody decided in time; no answer is no approval.";
            file.Release.Fail(now, Unanswered);
            file.Version.Withdraw(Unanswered);
            return ("release.failed", Unanswered);
        }

        if (file.Release.StaleReason is not null || file.StaleReason is not { } stale)
            return null;
        file.Release.MarkStale(stale);
        return ("release.stale", stale);
    }

    private static (string Action, string Reason)? OfApproval(ReleaseFile file, DateTime now)
    {
        if (file.Release.ApprovalEndsAt is { } end && now >= end)
        {
            const string Unused = "The approval was not used within its life.";
            file.Release.Fail(now, Unused);
            file.Version.Expire(Unused);
            return ("release.failed", Unused);
        }

        var reason = file.StaleReason is { } stale ? $"Stale: {stale}"
            : file.Seats.Any(seat => !seat.IsFilled) ? $"Stale: the policy asks for more since: {string.Join(", ", file.Seats.Where(seat => !seat.IsFilled).Select(seat => seat.Words))}."
            : null;
        if (reason is null)
            return null;
        file.Release.Fail(now, reason);
        file.Version.MarkStale(reason);
        return ("release.stale", reason);
    }

    private async Task<bool> RemindAsync(OpsDbContext context, ReleaseFile file, DateTime now, CancellationToken cancellationToken)
    {
        var release = file.Release;
        if (release.State != ReleaseState.Requested || release.StaleReason is not null || now - (release.RemindedAt ?? release.RequestedAt) < RemindEvery)
            return false;
        release.Reminded(now);
        var roles = file.Seats.Where(seat => !seat.IsFilled).SelectMany(seat => seat.Roles).ToHashSet();
        var notice = new Notice($"{release.Key}:requested", $"{file.Prompt.Key} v{file.Version.Number} to {release.Label} still waits for a decision", $"/reviews/{release.Key}");
        await notifier.ToRolesAsync(context, roles, notice, [release.RequestedById, file.Version.AuthorId], cancellationToken);
        return true;
    }

    private async Task<int> EndBreakGlassAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await context.Releases.Include(row => row.Prompt).AsNoTracking()
            .Where(row => row.Kind == ReleaseKind.BreakGlass && row.State == ReleaseState.Live)
            .ToListAsync(cancellationToken);
        var ended = 0;
        foreach (var release in live)
        {
            var glass = release.BreakGlass!;
            var why = glass.SecondById is null && now >= glass.SecondUntil ? "No second person confirmed the break-glass within the hour."
                : now >= glass.EndsAt ? "The break-glass has reached its end."
                : null;
            if (why is not null && (await rollBack.HandleAsync(new(release.Prompt!.Key, release.Label, null, why), actor, cancellationToken)).IsOk)
                ended++;
        }

        return ended;
    }

    /// <summary>Versions whose canary was taken back, or whose release ended otherwise, and that never went live within the life of their approval.</summary>
    private async Task<int> ExpireUnusedAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var unused = await context.PromptVersions.Include(row => row.Prompt)
            .Where(row => row.State == VersionState.Approved && row.ApprovalEndsAt != null && row.ApprovalEndsAt <= now
                && !context.Releases.Any(release => release.VersionId == row.Id
                    && (release.LiveAt != null || release.State == ReleaseState.Approved || release.State == ReleaseState.Rolling)))
            .OrderBy(row => row.Id)
            .Take(100)
            .ToListAsync(cancellationToken);
        foreach (var version in unused)
        {
            version.Expire("The approval was not used within its life.");
            audit.Append(context, actor, new AuditEntry("version.expired", "prompt-version", $"{version.Prompt!.Key} v{version.Number}") { PromptKey = version.Prompt.Key, Reason = version.StateReason });
        }

        if (unused.Count > 0)
            await context.SaveChangesAsync(cancellationToken);
        return unused.Count;
    }
}
