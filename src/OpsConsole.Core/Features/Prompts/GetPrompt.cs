using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>One prompt and its versions, newest first, at most <see cref="ListedMost"/>.</summary>
public sealed class GetPrompt(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ListedMost = 500;

    public sealed record Details(
        string Key, string Name, string SystemKey, string SystemName, int LatestVersion, bool IsDemo, string CreatedBy, DateTime CreatedAt,
        IReadOnlyList<VersionItem> Versions);

    public sealed record VersionItem(int Number, string ChangeNote, string AuthorName, DateTime CreatedAt, string ContentHash);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var prompt = await context.Prompts.AsNoTracking().Include(row => row.System).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(key);

        var versions = await context.PromptVersions.Where(row => row.PromptId == prompt.Id)
            .OrderByDescending(row => row.Number).Take(ListedMost)
            .Select(row => new VersionItem(row.Number, row.ChangeNote, row.AuthorName, row.CreatedAt, row.ContentHash))
            .ToListAsync(cancellationToken);
        return new Details(
            prompt.Key, prompt.Name, prompt.System!.Key, prompt.System.Name, prompt.LatestNumber, prompt.IsDemo, prompt.CreatedBy, prompt.CreatedAt, versions);
    }
}
