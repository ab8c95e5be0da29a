using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>
/// Keeps what a draft says now. A draft may be wrong, it may only not be too large: what it lacks keeps it from being submitted, not from being saved.
/// A save over a newer one is refused and changes nothing.
/// </summary>
/// <remarks>
/// Saves move no state. The log takes those that somebody asked for, and of the automatic ones the first of each hand-over between people,
/// so that it tells who wrote without a line for every pause in typing.
/// </remarks>
public sealed class SaveDraft(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Revision">The one that the editor saw.</param>
    /// <param name="IsAutomatic">Saved while typing, not asked for.</param>
    public sealed record Command(string PromptKey, int Number, int Revision, PromptContent Content, string ChangeNote, bool IsAutomatic = false);

    public sealed record Saved(int Revision, string ContentHash, DateTime At);

    public async Task<Result<Saved>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        if ((command.Content.Excess() ?? new FieldChecks("prompts").Text("changeNote", command.ChangeNote, 500).Fault) is { } fault)
            return fault;

        var saved = await SaveAsync(command, actor, cancellationToken);
        if (saved is { IsOk: true, Value.Revision: var revision } && revision != command.Revision)
            changes.Publish(ChangeFeed.Prompt(command.PromptKey));
        return saved;
    }

    private async Task<Result<Saved>> SaveAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await FindAsync(context, command, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(command.PromptKey, command.Number);
        if (version.State != VersionState.Draft)
            return PromptErrors.NotADraft(version.Number, version.State);
        if (version.Revision != command.Revision)
            return PromptErrors.DraftConflict(version);
        if (ContentChecks.OfKind(version.Prompt!.Kind, command.Content) is { } otherKind)
            return otherKind;

        var content = command.Content.AsDraft();
        var takesOver = (version.EditorId ?? version.AuthorId) != actor.Id;
        var changed = content.Hash != version.ContentHash || command.ChangeNote.Trim() != version.ChangeNote;
        if (changed && content.Hash != version.ContentHash && await context.Judges.AnyAsync(row => row.PromptVersionId == version.Id, cancellationToken))
            return PromptErrors.UsedByJudge(version.Number);
        if (changed && version.Edit(content, command.ChangeNote, actor, clock.GetUtcNow().UtcDateTime) is { IsOk: false } refused)
            return refused.Error;
        if (changed && (takesOver || !command.IsAutomatic))
            audit.Append(context, actor, VersionWriter.Entry("version.edited", command.PromptKey, version));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ConflictAsync(command, cancellationToken);
        }

        return new Saved(version.Revision, version.ContentHash, version.EditedAt ?? version.CreatedAt);
    }

    private async Task<Error> ConflictAsync(Command command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = (await FindAsync(context, command, cancellationToken))!;
        return version.State == VersionState.Draft ? PromptErrors.DraftConflict(version) : PromptErrors.NotADraft(version.Number, version.State);
    }

    private static Task<PromptVersion?> FindAsync(OpsDbContext context, Command command, CancellationToken cancellationToken) =>
        context.PromptVersions.Include(row => row.Prompt).SingleOrDefaultAsync(row => row.Prompt!.Key == command.PromptKey && row.Number == command.Number, cancellationToken);
}
