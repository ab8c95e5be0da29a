using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Writes the next version of a prompt, complete and without an error, as a draft. Answers with its number.</summary>
public sealed class AddPromptVersion(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
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

        var added = await contexts.RetryOnConflictAsync(context => AddAsync(context, command, actor, cancellationToken), cancellationToken);
        if (added.IsOk)
            changes.Publish(ChangeFeed.Prompt(command.PromptKey));
        return added;
    }

    private async Task<Result<int>> AddAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == command.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(command.PromptKey);
        if (ContentChecks.OfKind(prompt.Kind, command.Content) is { } otherKind)
            return otherKind;
        var content = command.Content.AsDraft();
        if (await VersionWriter.IsNewestAsync(context, prompt, content.Hash, cancellationToken))
            return PromptErrors.Unchanged(prompt.Key, prompt.LatestNumber);

        VersionWriter.Add(context, audit, prompt, content, command.ChangeNote, actor, clock.GetUtcNow().UtcDateTime);
        await context.SaveChangesAsync(cancellationToken);
        return prompt.LatestNumber;
    }
}
