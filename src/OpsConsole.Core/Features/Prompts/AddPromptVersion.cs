using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Writes the next version of a prompt, which never changes afterwards. Answers with its number.</summary>
public sealed class AddPromptVersion(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public sealed record Command(string PromptKey, PromptContent Content, string ChangeNote);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        if (new FieldChecks("prompts").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;
        if (command.Content.Parse() is { IsOk: false } template)
            return template.Error;

        var hash = command.Content.Hash;
        return await contexts.RetryOnConflictAsync(context => AddAsync(context, command, hash, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<int>> AddAsync(OpsDbContext context, Command command, string hash, Actor actor, CancellationToken cancellationToken)
    {
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == command.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(command.PromptKey);
        if (await context.PromptVersions.AnyAsync(
            row => row.PromptId == prompt.Id && row.Number == prompt.LatestNumber && row.ContentHash == hash, cancellationToken))
            return PromptErrors.Unchanged(prompt.Key, prompt.LatestNumber);

        prompt.LatestNumber++;
        context.PromptVersions.Add(new PromptVersion
        {
            PromptId = prompt.Id,
            Number = prompt.LatestNumber,
            Messages = command.Content.Messages,
            Variables = command.Content.Variables,
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
