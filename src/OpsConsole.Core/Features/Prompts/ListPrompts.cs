using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Prompts by key, of one system or of all, each with its newest version.</summary>
public sealed class ListPrompts(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="SystemKey">Only prompts of this system.</param>
    /// <param name="Search">Part of a key or a name.</param>
    /// <param name="After">The last key of the slice before.</param>
    /// <param name="Folder">Only prompts in or below this folder: <c>support</c> holds <c>support/answer</c>.</param>
    public sealed record Query(string? SystemKey = null, string? Search = null, string? After = null, int Limit = Page.DefaultLimit, string? Folder = null);

    /// <param name="LatestVersion">0 before the first.</param>
    /// <param name="State">Of the newest version; null before the first.</param>
    /// <param name="LiveVersion">What <c>production</c> points at; null while it points at nothing.</param>
    public sealed record Item(
        string Key, string Name, string SystemKey, string SystemName, int LatestVersion, string? ChangedBy, DateTime? ChangedAt, string? ChangeNote, bool IsDemo,
        VersionState? State, int? LiveVersion);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var prompts = context.Prompts.Matching(query.Search, row => row.Key, row => row.Name).After(row => row.Key, query.After);
        if (query.SystemKey is { } system)
            prompts = prompts.Where(row => row.System!.Key == system);
        if (query.Folder is { } folder)
            prompts = prompts.Where(row => row.Key.StartsWith($"{folder}/"));

        var items = await prompts.OrderBy(row => row.Key).Take(limit + 1)
            .LeftJoin(
                context.PromptVersions,
                prompt => new { PromptId = prompt.Id, Number = prompt.LatestNumber },
                version => new { version.PromptId, version.Number },
                (prompt, version) => new { Prompt = prompt, Latest = version })
            .OrderBy(row => row.Prompt.Key)
            .Select(row => new Item(
                row.Prompt.Key, row.Prompt.Name, row.Prompt.System!.Key, row.Prompt.System.Name, row.Prompt.LatestNumber,
                row.Latest!.EditorName ?? row.Latest.AuthorName, row.Latest.EditedAt ?? (DateTime?)row.Latest.CreatedAt, row.Latest.ChangeNote, row.Prompt.IsDemo,
                (VersionState?)row.Latest.State,
                context.PromptLabels.Where(label => label.PromptId == row.Prompt.Id && label.Name == PromptLabel.Production).Max(label => (int?)label.Version!.Number)))
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Key);
    }
}
