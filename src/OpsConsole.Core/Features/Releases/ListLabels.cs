using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>The labels of a prompt: where each points, whether only a release moves it, and which version <see cref="RollBack"/> would take it back to. Three queries.</summary>
public sealed class ListLabels(IDbContextFactory<OpsDbContext> contexts, ReleaseOptions options) : IUseCase
{
    private const int LookedBackMost = 500;

    /// <param name="LatestVersion">0 before the first.</param>
    /// <param name="Protected">Labels that only a release moves, whether they are there yet or not.</param>
    public sealed record Listing(string PromptKey, int LatestVersion, IReadOnlyList<string> Protected, IReadOnlyList<Item> Labels);

    /// <param name="BackTo">Null where there is nothing to go back to.</param>
    public sealed record Item(PromptLabelItem Label, bool IsProtected, int? BackTo);

    public async Task<Result<Listing>> HandleAsync(string promptKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var prompt = await context.Prompts.Where(row => row.Key == promptKey).Select(row => new { row.Id, row.LatestNumber }).SingleOrDefaultAsync(cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(promptKey);

        var labels = await PromptLabelItem.OfAsync(context, prompt.Id, cancellationToken);
        var earlier = await context.Releases
            .Where(row => row.PromptId == prompt.Id && row.LiveAt != null && row.Kind != ReleaseKind.BreakGlass
                && (row.Kind == ReleaseKind.Direct || row.Version!.State == VersionState.Approved))
            .OrderByDescending(row => row.LiveAt).ThenByDescending(row => row.Id)
            .Take(LookedBackMost)
            .Select(row => new { row.Label, row.Version!.Number })
            .ToListAsync(cancellationToken);
        return new Listing(promptKey, prompt.LatestNumber, options.All, labels.ConvertAll(label => new Item(
            label,
            options.IsProtected(label.Name),
            label.CanaryReleaseId is not null ? label.Number : earlier.Find(release => release.Label == label.Name && release.Number != label.Number)?.Number)));
    }
}
