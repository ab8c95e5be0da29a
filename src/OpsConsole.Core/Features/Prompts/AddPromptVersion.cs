using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Writes the next version of a prompt, as a draft. Answers with its number.</summary>
public sealed class AddPromptVersion(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <summary>After one of these the same content may be tried again, as a new version.</summary>
    private static readonly VersionState[] Ended =
        [VersionState.ChangesRequested, VersionState.Rejected, VersionState.Withdrawn, VersionState.Stale, VersionState.Expired];

    public sealed record Command(string PromptKey, PromptContent Content, string ChangeNote);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        if (new FieldChecks("prompts").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;
        if (command.Content.Parse() is { IsOk: false } template)
            return template.Error;

        var hash = (command.Content with { Includes = null }).Hash;
        return await contexts.RetryOnConflictAsync(context => AddAsync(context, command, hash, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<int>> AddAsync(OpsDbContext context, Command command, string hash, Actor actor, CancellationToken cancellationToken)
    {
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == command.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(command.PromptKey);
        if (await context.PromptVersions.AnyAsync(
            row => row.PromptId == prompt.Id && row.Number == prompt.LatestNumber && row.ContentHash == hash && !Ended.Contains(row.State), cancellationToken))
            return PromptErrors.Unchanged(prompt.Key, prompt.LatestNumber);

        prompt.LatestNumber++;
        context.PromptVersions.Add(new PromptVersion
        {
            PromptId = prompt.Id,
            Number = prompt.LatestNumber,
            Messages = command.Content.Messages,
            Variables = command.Content.Variables,
            Model = command.Content.Model,
            ResponseFormat = command.Content.ResponseFormat,
            Tools = command.Content.Tools,
            ContentHash = hash,
            ChangeNote = command.ChangeNote.Trim(),
            AuthorId = actor.Id,
            AuthorName = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        });
        await context.SaveChangesAsync(cancellationToken);
        return prompt.LatestNumber;
    }
}
