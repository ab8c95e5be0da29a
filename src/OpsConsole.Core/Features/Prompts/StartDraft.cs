using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>
/// Begins the next version: a draft that copies an earlier one, holds what somebody has typed, or is empty. Like every draft it may still be wrong.
/// Answers with its number; a copy that nobody has changed yet is not made twice.
/// </summary>
public sealed class StartDraft(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="From">The version to copy; null for none.</param>
    /// <param name="Content">What it says instead of the copy.</param>
    public sealed record Command(string PromptKey, int? From = null, PromptContent? Content = null, string ChangeNote = "");

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        if ((command.Content?.Excess() ?? new FieldChecks("prompts").Text("changeNote", command.ChangeNote, 500).Fault) is { } fault)
            return fault;

        var started = await contexts.RetryOnConflictAsync(context => StartAsync(context, command, actor, cancellationToken), cancellationToken);
        if (started.IsOk)
            changes.Publish(ChangeFeed.Prompt(command.PromptKey));
        return started;
    }

    private async Task<Result<int>> StartAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == command.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(command.PromptKey);
        var from = command.From is { } number
            ? await context.PromptVersions.AsNoTracking().SingleOrDefaultAsync(row => row.PromptId == prompt.Id && row.Number == number, cancellationToken)
            : null;
        if (command.From is not null && from is null)
            return PromptErrors.VersionNotFound(command.PromptKey, command.From);

        var content = (command.Content ?? from?.Content ?? Empty(prompt.Kind)).AsDraft();
        if (command.Content is null && await IsUntouchedAsync(context, prompt, content.Hash, actor, cancellationToken))
            return prompt.LatestNumber;

        VersionWriter.Add(context, audit, prompt, content, command.ChangeNote, actor, clock.GetUtcNow().UtcDateTime);
        await context.SaveChangesAsync(cancellationToken);
        return prompt.LatestNumber;
    }

    private static Task<bool> IsUntouchedAsync(OpsDbContext context, Prompt prompt, string hash, Actor actor, CancellationToken cancellationToken) => context.PromptVersions.AnyAsync(
        row => row.PromptId == prompt.Id && row.Number == prompt.LatestNumber && row.State == VersionState.Draft && row.ContentHash == hash && row.AuthorId == actor.Id && row.ChangeNote == "",
        cancellationToken);

    private static PromptContent Empty(PromptKind kind) =>
        new(kind == PromptKind.Text ? [new PromptMessage("user", "")] : [new PromptMessage("system", ""), new PromptMessage("user", "")], []);
}
