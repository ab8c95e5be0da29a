using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Guarding;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Rollout;

namespace OpsConsole.Core.Features.Releases;

/// <summary>
/// Measures every canary that is rolling out and rolls back those whose guardrails are breached. The version that was rolled back stays approved: what broke is
/// the release, and people decide what comes of the version. Answers with the number of releases rolled back.
/// </summary>
public sealed class CheckGuardrails(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    private const int LongestTitle = 500;

    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesOperate))
            return Error.Denied(Permission.ReleasesOperate);

        var (rolledBack, faults) = (0, new List<Exception>());
        foreach (var id in await RollingAsync(cancellationToken))
        {
            try
            {
                // Somebody may step, hold or roll back at this very moment, or another node measure: the second attempt sees what they left.
                if (await contexts.RetryOnConflictAsync(context => CheckAsync(context, id, actor, cancellationToken), cancellationToken))
                    rolledBack++;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One release that cannot be measured must not leave the others unguarded.
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? rolledBack : throw new AggregateException("Some canaries could not be measured.", faults);
    }

    private async Task<List<int>> RollingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Releases.Where(row => row.State == ReleaseState.Rolling).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>True when it rolled the release back.</summary>
    private async Task<bool> CheckAsync(OpsDbContext context, int id, Actor actor, CancellationToken cancellationToken)
    {
        var release = await context.Releases.Include(row => row.Prompt).Include(row => row.Version).Include(row => row.Decisions).SingleAsync(row => row.Id == id, cancellationToken);
        var label = await context.PromptLabels.Include(row => row.Version).SingleOrDefaultAsync(
            row => row.PromptId == release.PromptId && row.Name == release.Label && row.CanaryReleaseId == id, cancellationToken);
        if (release.State != ReleaseState.Rolling || label is null)
            return false;

        var figures = await GuardrailReading.OfAsync(context, release, label, cancellationToken);
        release.Measured(figures, clock.GetUtcNow().UtcDateTime);
        var breached = figures.Any(figure => figure.State == GuardrailState.Breached);
        if (breached)
            await RollBackAsync(context, release, label, actor, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);

        if (breached)
            changes.Publish(release, labelMoved: true);
        else
            changes.Publish(ChangeFeed.Release(id));
        return breached;
    }

    private async Task RollBackAsync(OpsDbContext context, Release release, PromptLabel label, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var percent = release.Percent;
        var reason = $"Rolled back by itself. {string.Join(". ", release.GuardrailFigures.Where(figure => figure.State == GuardrailState.Breached).Select(figure => figure.Words))}.";
        release.RollBack(now, reason);
        new LabelPointers(context, now).EndCanary(label, release, actor, reason);
        audit.Append(context, actor, release.Entry(
            "release.rolled-back",
            reason,
            new { by = "guardrails", label = label.Name, version = release.Version!.Number, stable = label.Version!.Number, percent, figures = release.GuardrailFigures }));
        await TellAsync(context, release, reason, cancellationToken);
    }

    private async Task TellAsync(OpsDbContext context, Release release, string reason, CancellationToken cancellationToken)
    {
        var title = $"{release.Key}, {release.Prompt!.Key} v{release.Version!.Number}: {reason}";
        var notice = new Notice($"{release.Key}:rolled-back", title.Length > LongestTitle ? title[..LongestTitle] : title, $"/reviews/{release.Key}");
        var people = release.CurrentDecisions.Where(decision => decision.Kind == DecisionKind.Approve).Select(decision => decision.ById).ToHashSet();
        if (release.RequestedByKind == ActorKind.Person)
            people.Add(release.RequestedById);
        await notifier.ToPeopleAsync(context, people, notice, cancellationToken);
        await notifier.ToRolesAsync(context, [Role.Engineer], notice, people, cancellationToken);
    }
}
