using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Takes a label back, in one step by one person, without approval, always recorded: a running canary back to the stable version, or else the live version back
/// to one that was released there before and whose approval still stands. Answers with the release that is live afterwards.
/// </summary>
public sealed class RollBack(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="ToNumber">The version to go back to; null ends the canary, or takes the version that was live before.</param>
    public sealed record Command(string PromptKey, string Label, int? ToNumber, string Reason);

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);
        if (new FieldChecks("releases").Required("reason", command.Reason, 1000).Fault is { } fault)
            return fault;

        var back = await contexts.RetryOnConflictAsync(context => BackAsync(context, command with { Reason = command.Reason.Trim() }, actor, cancellationToken), cancellationToken);
        if (back.IsOk)
            changes.Publish(back.Value, labelMoved: true);
        return back.IsOk ? back.Value.Key : back.Error;
    }

    private async Task<Result<Release>> BackAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var label = await context.PromptLabels.Include(row => row.Version).Include(row => row.Prompt!.System)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == command.PromptKey && row.Name == command.Label, cancellationToken);
        if (label is null)
            return PromptErrors.LabelNotFound(command.PromptKey, command.Label);
        if (label.CanaryReleaseId is { } canary)
            return command.ToNumber is null || command.ToNumber == label.Version!.Number
                ? await EndCanaryAsync(context, label, canary, command.Reason, actor, now, cancellationToken)
                : ReleaseErrors.CanaryRunning(command.Label, Release.KeyOf(canary));

        var target = await TargetAsync(context, label, command, cancellationToken);
        return target.IsOk ? await ReturnAsync(context, label, target.Value, command, actor, now, cancellationToken) : target.Error;
    }

    private async Task<Result<Release>> EndCanaryAsync(OpsDbContext context, PromptLabel label, int canaryId, string reason, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var canary = (await context.FindReleaseAsync(canaryId, cancellationToken))!;
        if (canary.RollBack(now, $"Rolled back by {actor.Name}: {reason}") is { IsOk: false } refused)
            return refused.Error;
        new LabelPointers(context, now).EndCanary(label, canary, actor, $"Canary of {canary.Key} rolled back: {reason}");
        audit.Append(context, actor, canary.Entry("release.rolled-back", reason));
        await context.SaveChangesAsync(cancellationToken);
        return canary;
    }

    /// <summary>A version that went live under this label by an approved release, is not the one there now, and has not been revoked since.</summary>
    private static async Task<Result<PromptVersion>> TargetAsync(OpsDbContext context, PromptLabel label, Command command, CancellationToken cancellationToken)
    {
        var before = await context.Releases.Include(row => row.Version)
            .Where(row => row.PromptId == label.PromptId && row.Label == label.Name && row.LiveAt != null && row.VersionId != label.VersionId
                && row.Kind != ReleaseKind.BreakGlass && (command.ToNumber == null || row.Version!.Number == command.ToNumber))
            .OrderByDescending(row => row.LiveAt).ThenByDescending(row => row.Id)
            .Take(50)
            .ToListAsync(cancellationToken);
        var approved = before.Find(row => row.Kind == ReleaseKind.Direct || row.Version!.State == VersionState.Approved);
        return approved is not null ? approved.Version!
            : command.ToNumber is { } number ? ReleaseErrors.NotApproved(number)
            : ReleaseErrors.NothingToRollBack(command.Label);
    }

    private async Task<Result<Release>> ReturnAsync(OpsDbContext context, PromptLabel label, PromptVersion target, Command command, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var live = await context.FindLiveAsync(label.PromptId, label.Name, cancellationToken);
        if (live is not null && live.RollBack(now, $"Rolled back by {actor.Name}: {command.Reason}") is { IsOk: false } refused)
            return refused.Error;
        var release = Releasing.Unreviewed(ReleaseKind.Rollback, label.Prompt!, target, label.Name, command.Reason, actor, now);
        release.GoLiveUnreviewed(now);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Releases.Add(release);
        await context.SaveChangesAsync(cancellationToken);
        new LabelPointers(context, now).Point(label, release, target, actor, $"Rolled back: {command.Reason}");
        if (live is not null)
            audit.Append(context, actor, live.Entry("release.rolled-back", command.Reason, new { to = target.Number, by = release.Key }));
        audit.Append(context, actor, release.Entry("release.live", command.Reason));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release;
    }
}
