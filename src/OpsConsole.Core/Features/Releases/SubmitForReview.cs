using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Freezes a draft and asks that a protected label be moved to it: the one request both of the review and of the release. Includes are pinned, the gates
/// are judged, and the request is bound to what was found. Answers with the release's key.
/// </summary>
public sealed class SubmitForReview(
    IDbContextFactory<OpsDbContext> contexts, EvidenceCollector evidence, IAuditLog audit, Notifier notifier, ReleaseOptions options, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Note">For the reviewers: why this should be released.</param>
    public sealed record Command(string PromptKey, int Number, string Label = PromptLabel.Production, string Note = "");

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesRequest))
            return Error.Denied(Permission.ReleasesRequest);
        if (new FieldChecks("releases").Text("note", command.Note, 4000).Fault is { } fault)
            return fault;
        if (!options.IsProtected(command.Label))
            return ReleaseErrors.NotProtected(command.Label);

        var submitted = await contexts.RetryOnConflictAsync(context => SubmitAsync(context, command, actor, cancellationToken), cancellationToken);
        if (submitted.IsOk)
            changes.Publish(submitted.Value);
        return submitted.IsOk ? submitted.Value.Key : submitted.Error;
    }

    private async Task<Result<Release>> SubmitAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var version = await context.PromptVersions.Include(row => row.Prompt!.System)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == command.PromptKey && row.Number == command.Number, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(command.PromptKey, command.Number);
        var includes = await PromptIncludes.ResolveAsync(context, version.Content, command.PromptKey, cancellationToken);
        if (!includes.IsOk)
            return includes.Error;
        if (version.Content.Parse() is { IsOk: false } template)
            return template.Error;
        if (version.Submit(includes.Value.Pins, now) is { IsOk: false } refused)
            return refused.Error;

        var (number, table) = await PoliciesInForce.LoadAsync(context, cancellationToken);
        var release = await DraftAsync(context, command, version, (number, table), actor, now, cancellationToken);
        if (!release.IsOk)
            return release.Error;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Releases.Add(release.Value);
        await context.SaveChangesAsync(cancellationToken);

        audit.Append(context, actor, release.Value.Entry("release.requested", command.Note, new
        {
            version = version.Number,
            release.Value.Label,
            release.Value.ContentHash,
            release.Value.Tier,
            evidence = release.Value.Evidence.Select(item => new { item.Kind, item.RunKey, item.GateNumber, item.DatasetKey, item.DatasetVersion, item.Verdict }),
        }));
        await TellReviewersAsync(context, release.Value, table, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release;
    }

    private async Task<Result<Release>> DraftAsync(OpsDbContext context, Command command, PromptVersion version, (int Number, PolicyTable Table) policies, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var system = version.Prompt!.System!;
        var tier = await TierInForce.LoadAsync(context, system, now, cancellationToken);
        if (tier.Computed.Blocked)
            return ReleaseErrors.Prohibited(system.Name);
        var policy = policies.Table.For(tier.Level);
        var live = await context.PromptLabels.Where(row => row.PromptId == version.PromptId && row.Name == command.Label)
            .Select(row => (int?)row.Version!.Number).SingleOrDefaultAsync(cancellationToken);
        var release = new Release
        {
            PromptId = version.PromptId,
            Prompt = version.Prompt,
            VersionId = version.Id,
            Version = version,
            Label = command.Label,
            Kind = ReleaseKind.Reviewed,
            ContentHash = version.ContentHash,
            Tier = tier.Level,
            PersonalData = ReleaseFile.HandlesPersonalData(system),
            PolicyNumber = policies.Number,
            Note = command.Note.Trim(),
            RequestedById = actor.Id,
            RequestedByName = actor.Name,
            RequestedByKind = actor.Kind,
            RequestedAt = now,
        };
        var found = await evidence.CollectAsync(context, version, live, policy.Evidence, cancellationToken);
        release.Bind(found.Evidence, found.Figures, live, now.AddHours(policy.ApprovalHours));
        return release;
    }

    private Task TellReviewersAsync(OpsDbContext context, Release release, PolicyTable policies, CancellationToken cancellationToken)
    {
        var roles = policies.For(release.Tier).Approvers.SelectMany(slot => slot.For(release.PersonalData)).ToHashSet();
        var notice = new Notice($"{release.Key}:requested", $"{release.Prompt!.Key} v{release.Version!.Number} to {release.Label} waits for a decision", $"/reviews/{release.Key}");
        return notifier.ToRolesAsync(context, roles, notice, [release.RequestedById, release.Version.AuthorId], cancellationToken);
    }
}
