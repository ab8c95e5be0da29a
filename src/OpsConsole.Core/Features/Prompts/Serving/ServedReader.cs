using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>Reads what is to be served from the database.</summary>
internal sealed class ServedReader(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>The newest moves of labels, from all prompts.</summary>
    public const int RecentMoves = 100;

    public async Task<Result<ServedLabel>> LabelAsync(string key, string label, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.PromptLabels.AsNoTracking()
            .Include(found => found.Prompt).Include(found => found.Version).Include(found => found.CanaryVersion)
            .SingleOrDefaultAsync(found => found.Prompt!.Key == key && found.Name == label, cancellationToken);
        if (row is null)
            return await context.Prompts.AnyAsync(found => found.Key == key, cancellationToken) ? PromptErrors.LabelNotFound(key, label) : PromptErrors.NotFound(key);

        var stable = await BuildAsync(context, row.Prompt!, row.Version!, label, row.ReleaseId, cancellationToken);
        if (!stable.IsOk)
            return stable.Error;
        if (row is not { CanaryVersion: { } version, CanaryPercent: { } percent })
            return new ServedLabel(row.PromptId, stable.Value, null, 0);
        var canary = await BuildAsync(context, row.Prompt!, version, label, row.CanaryReleaseId, cancellationToken);
        return canary.IsOk ? new ServedLabel(row.PromptId, stable.Value, canary.Value, percent) : canary.Error;
    }

    /// <param name="number">Null reads the newest.</param>
    public async Task<Result<ServedPrompt>> VersionAsync(string key, int? number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await context.PromptVersions.AsNoTracking().Include(row => row.Prompt)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == key && row.Number == (number ?? row.Prompt.LatestNumber), cancellationToken);
        if (version is null)
            return await context.Prompts.AnyAsync(row => row.Key == key, cancellationToken) ? PromptErrors.VersionNotFound(key, number) : PromptErrors.NotFound(key);
        return await BuildAsync(context, version.Prompt!, version, number is null ? PromptLabel.Latest : null, null, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<(int Id, int PromptId)>> MovesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.LabelMoves.OrderByDescending(row => row.Id).Take(RecentMoves).Select(row => new { row.Id, row.PromptId }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.PromptId))];
    }

    private static async Task<Result<ServedPrompt>> BuildAsync(
        OpsDbContext context, Prompt prompt, PromptVersion version, string? label, int? releaseId, CancellationToken cancellationToken)
    {
        var messages = await PromptIncludes.ExpandAsync(context, version, cancellationToken);
        return messages.IsOk ? ServedBody.Of(prompt, version, messages.Value, label, releaseId) : messages.Error;
    }
}
