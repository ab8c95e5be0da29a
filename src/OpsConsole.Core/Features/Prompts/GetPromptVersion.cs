using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>One version of a prompt in full; the newest when no number is asked for.</summary>
public sealed class GetPromptVersion(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Id">What a benchmark's candidate refers to.</param>
    /// <param name="Revision">What the next save of a draft has to name.</param>
    /// <param name="LiveVersion">What <c>production</c> points at.</param>
    /// <param name="Labels">Those that point at this version, <c>latest</c> not among them.</param>
    public sealed record Details(
        int Id, string PromptKey, string PromptName, string SystemKey, string SystemName, int Number, int LatestVersion, PromptContent Content, string ContentHash,
        string ChangeNote, string AuthorId, string AuthorName, DateTime CreatedAt, bool IsDemo, PromptKind Kind, VersionState State, string? StateReason,
        string? EditorId, string? EditorName, DateTime? EditedAt, int Revision, int? LiveVersion, IReadOnlyList<string> Labels)
    {
        /// <summary>Who wrote it last, and when.</summary>
        public string ChangedBy => EditorName ?? AuthorName;

        public DateTime ChangedAt => EditedAt ?? CreatedAt;
    }

    public async Task<Result<Details>> HandleAsync(string key, int? number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await context.PromptVersions.AsNoTracking()
            .Include(row => row.Prompt!.System)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == key && row.Number == (number ?? row.Prompt.LatestNumber), cancellationToken);
        if (version is null)
            return await context.Prompts.AnyAsync(row => row.Key == key, cancellationToken) ? PromptErrors.VersionNotFound(key, number) : PromptErrors.NotFound(key);

        var prompt = version.Prompt!;
        var labels = await PromptLabelItem.OfAsync(context, prompt.Id, cancellationToken);
        return new Details(
            version.Id, prompt.Key, prompt.Name, prompt.System!.Key, prompt.System.Name, version.Number, prompt.LatestNumber,
            version.Content, version.ContentHash, version.ChangeNote, version.AuthorId, version.AuthorName, version.CreatedAt, prompt.IsDemo, prompt.Kind,
            version.State, version.StateReason, version.EditorId, version.EditorName, version.EditedAt, version.Revision,
            PromptLabelItem.LiveIn(labels), PromptLabelItem.At(labels, version.Number));
    }
}
