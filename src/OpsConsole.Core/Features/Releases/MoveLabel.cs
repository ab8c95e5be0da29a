using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Points a label that is not protected at any version, a draft that is being tried included. Answers with the release that this is recorded as.</summary>
public sealed class MoveLabel(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ReleaseOptions options, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string PromptKey, string Label, int Number, string Reason = "");

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesRequest) || actor.Kind == ActorKind.Service)
            return Error.Denied(Permission.ReleasesOperate);
        if (command.Label == PromptLabel.Latest || KeyRules.Fault(command.Label) is not null)
            return ReleaseErrors.BadLabel(command.Label);
        if (options.IsProtected(command.Label))
        {
            var refusal = ReleaseErrors.Protected(command.Label);
            await audit.RefuseAsync(actor, new AuditEntry("label.moved", "label", $"{command.PromptKey} {command.Label}") { PromptKey = command.PromptKey }, refusal, cancellationToken);
            return refusal;
        }

        if (new FieldChecks("releases").Text("reason", command.Reason, 1000).Fault is { } fault)
            return fault;
        var moved = await contexts.RetryOnConflictAsync(context => MoveAsync(context, command, actor, cancellationToken), cancellationToken);
        if (moved.IsOk)
            changes.Publish(moved.Value, labelMoved: true);
        return moved.IsOk ? moved.Value.Key : moved.Error;
    }

    private async Task<Result<Release>> MoveAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var version = await context.PromptVersions.Include(row => row.Prompt!.System)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == command.PromptKey && row.Number == command.Number, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(command.PromptKey, command.Number);
        if (await PromptIncludes.ExpandAsync(context, version, cancellationToken) is { IsOk: false } template)
            return template.Error;

        var pointers = new LabelPointers(context, now);
        var label = await pointers.FindAsync(version.PromptId, command.Label, cancellationToken);
        var before = await context.FindLiveAsync(version.PromptId, command.Label, cancellationToken);
        var release = Releasing.Unreviewed(ReleaseKind.Direct, version.Prompt!, version, command.Label, command.Reason.Trim(), actor, now);
        release.GoLiveUnreviewed(now);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Releases.Add(release);
        await context.SaveChangesAsync(cancellationToken);
        before?.Supersede(now, $"{release.Key} took its place");
        pointers.Point(label, release, version, actor, command.Reason is { Length: > 0 } reason ? reason : "Moved directly");
        audit.Append(context, actor, release.Entry("label.moved", command.Reason));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release;
    }
}
