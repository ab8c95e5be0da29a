using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Names a new prompt under a system; its first version is added next. Answers with its key.</summary>
public sealed class CreatePrompt(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public sealed record Command(string SystemKey, string Key, string Name, PromptKind Kind = PromptKind.Chat)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        if (new FieldChecks("prompts").Key("key", command.Key, folders: true).Required("name", command.Name, ModelBuilding.NameLength).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.SystemKey, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.SystemKey);

        context.Prompts.Add(new Prompt
        {
            SystemId = system.Id,
            Key = command.Key,
            Name = command.Name.Trim(),
            Kind = command.Kind,
            IsDemo = command.IsDemo,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
        });
        audit.Append(context, actor, new AuditEntry("prompt.created", "prompt", command.Key) { PromptKey = command.Key, Details = new { System = system.Key, command.Kind } });
        var rival = context.Prompts.Where(row => row.Key == command.Key);
        return await context.SaveUnlessTakenAsync(rival, PromptErrors.KeyTaken(command.Key), cancellationToken) is { } taken ? taken : command.Key;
    }
}
