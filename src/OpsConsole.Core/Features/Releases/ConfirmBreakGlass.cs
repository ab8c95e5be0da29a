using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>The second person of a break-glass release: confirms it within the hour, or reviews it afterwards in words.</summary>
public sealed class ConfirmBreakGlass(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Review">Null confirms; a text reviews.</param>
    public sealed record Command(int ReleaseId, string? Review = null);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesDecide) || actor.Kind != ActorKind.Person)
            return Error.Denied(Permission.ReleasesDecide);
        if (command.Review is not null && new FieldChecks("releases").Required("review", command.Review, 2000).Fault is { } fault)
            return fault;

        var confirmed = await contexts.RetryOnConflictAsync(context => ConfirmAsync(context, command, actor, cancellationToken), cancellationToken);
        if (confirmed.IsOk)
            changes.Publish(confirmed.Value);
        return confirmed.IsOk ? Result.Ok : confirmed.Error;
    }

    private async Task<Result<Release>> ConfirmAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var release = await context.FindReleaseAsync(command.ReleaseId, cancellationToken);
        if (release is null)
            return ReleaseErrors.NotFound(Release.KeyOf(command.ReleaseId));
        var done = command.Review is { } review
            ? release.ReviewBreakGlass(actor.Id, actor.Name, review.Trim(), now)
            : release.ConfirmBreakGlass(actor.Id, actor.Name, now);
        if (!done.IsOk)
            return done.Error;
        audit.Append(context, actor, release.Entry(command.Review is null ? "release.break-glass-confirmed" : "release.break-glass-reviewed", command.Review));
        await context.SaveChangesAsync(cancellationToken);
        return release;
    }
}
