using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Compares what each protected label serves with what was approved: the release behind it is live (or rolling, for the canary's arm), and the stored content
/// still has the hash that was decided on. Whatever differs is recorded and told, once a day while it lasts. Answers with the differences.
/// </summary>
public sealed class CheckServed(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ReleaseOptions options, TimeProvider clock) : IUseCase
{
    private const string Action = "release.drift";

    /// <param name="Key">The prompt and its label.</param>
    public sealed record Difference(string Key, string PromptKey, string Words);

    public async Task<Result<IReadOnlyList<Difference>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var labels = await context.PromptLabels.AsNoTracking()
            .Include(row => row.Prompt).Include(row => row.Version).Include(row => row.CanaryVersion)
            .ToListAsync(cancellationToken);
        var guarded = labels.Where(label => options.IsProtected(label.Name)).ToList();
        var ids = guarded.SelectMany(label => new[] { label.ReleaseId, label.CanaryReleaseId }).OfType<int>().ToList();
        var releases = await context.Releases.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        var differences = guarded.SelectMany(label => Compare(label, releases)).ToList();
        await TellAsync(context, differences, actor, cancellationToken);
        return differences;
    }

    private static IEnumerable<Difference> Compare(PromptLabel label, Dictionary<int, Release> releases)
    {
        if (Fault(label.Version!, label.ReleaseId, ReleaseState.Live, releases) is { } stable)
            yield return new Difference($"{label.Prompt!.Key} {label.Name}", label.Prompt.Key, stable);
        if (label.CanaryVersion is { } canary && Fault(canary, label.CanaryReleaseId, ReleaseState.Rolling, releases) is { } fault)
            yield return new Difference($"{label.Prompt!.Key} {label.Name} canary", label.Prompt.Key, fault);
    }

    private static string? Fault(PromptVersion version, int? releaseId, ReleaseState state, Dictionary<int, Release> releases) =>
        releaseId is not { } id || !releases.TryGetValue(id, out var release) ? $"v{version.Number} is served without a release."
        : release.VersionId != version.Id ? $"v{version.Number} is served, {release.Key} was decided on another version."
        : release.State != state ? $"v{version.Number} is served, but {release.Key} is {ReleaseWords.Of(release.State)}."
        : version.Content.Hash != release.ContentHash ? $"The content of v{version.Number} that is served is not the content of {release.Key}."
        : null;

    private async Task TellAsync(OpsDbContext context, IReadOnlyList<Difference> differences, Actor actor, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        var told = await context.AuditEvents.Where(row => row.Action == Action && row.At > since).Select(row => row.ObjectKey).ToListAsync(cancellationToken);
        foreach (var difference in differences.Where(difference => !told.Contains(difference.Key)))
        {
            audit.Append(context, actor, new AuditEntry(Action, "label", difference.Key) { PromptKey = difference.PromptKey, Outcome = Audit.Model.AuditOutcome.Failed, Reason = difference.Words });
            var notice = new Notice($"{difference.Key}:drift", $"{difference.Key} does not serve what was approved: {difference.Words}", $"/prompts/{difference.PromptKey}");
            await notifier.ToRolesAsync(context, [Role.Engineer, Role.Security], notice, [], cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
