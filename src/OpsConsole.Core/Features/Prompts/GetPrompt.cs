using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>One prompt and its versions, newest first, at most <see cref="ListedMost"/>.</summary>
public sealed class GetPrompt(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public const int ListedMost = 500;

    /// <param name="LiveVersion">What <c>production</c> points at; null while it points at nothing.</param>
    public sealed record Details(
        string Key, string Name, PromptKind Kind, string SystemKey, string SystemName, string SystemOwner, EffectiveTier Tier, int LatestVersion, int? LiveVersion,
        bool IsDemo, string CreatedBy, DateTime CreatedAt, IReadOnlyList<VersionItem> Versions, IReadOnlyList<PromptLabelItem> Labels);

    /// <param name="ChangedBy">Who wrote it last.</param>
    /// <param name="Labels">Those that point at it, <c>latest</c> not among them.</param>
    public sealed record VersionItem(
        int Number, string ChangeNote, string AuthorName, DateTime CreatedAt, string ContentHash, VersionState State, string? StateReason,
        string ChangedBy, DateTime ChangedAt)
    {
        public IReadOnlyList<string> Labels { get; init; } = [];
    }

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var prompt = await context.Prompts.AsNoTracking().Include(row => row.System).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(key);

        var labels = await PromptLabelItem.OfAsync(context, prompt.Id, cancellationToken);
        var versions = await context.PromptVersions.Where(row => row.PromptId == prompt.Id)
            .OrderByDescending(row => row.Number).Take(ListedMost)
            .Select(row => new VersionItem(
                row.Number, row.ChangeNote, row.AuthorName, row.CreatedAt, row.ContentHash, row.State, row.StateReason,
                row.EditorName ?? row.AuthorName, row.EditedAt ?? row.CreatedAt))
            .ToListAsync(cancellationToken);
        var system = prompt.System!;
        var tier = await TierInForce.LoadAsync(context, system, clock.GetUtcNow().UtcDateTime, cancellationToken);
        return new Details(
            prompt.Key, prompt.Name, prompt.Kind, system.Key, system.Name, system.Owner, tier, prompt.LatestNumber, PromptLabelItem.LiveIn(labels),
            prompt.IsDemo, prompt.CreatedBy, prompt.CreatedAt,
            versions.ConvertAll(version => version with { Labels = PromptLabelItem.At(labels, version.Number) }), labels);
    }
}
