using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Makes the next draft of a prompt from a file, and the prompt where there is none; all of it or nothing.</summary>
public sealed class ImportPrompt(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="PromptKey">Where it shall go, instead of the key in the file.</param>
    /// <param name="SystemKey">Who owns it when it is new, instead of the system in the file.</param>
    /// <param name="ChangeNote">Instead of the one in the file.</param>
    public sealed record Command(string Text, PromptFileFormat Format, string? PromptKey = null, string? SystemKey = null, string? ChangeNote = null);

    public sealed record Imported(string PromptKey, int Number);

    public async Task<Result<Imported>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        var file = PromptFileReader.Read(command.Text, command.Format);
        if (!file.IsOk)
            return file.Error;
        var note = command.ChangeNote ?? file.Value.ChangeNote;
        if (new FieldChecks("prompts").Text("changeNote", note, 500).Text("name", file.Value.Name, ModelBuilding.NameLength).Fault is { } fault)
            return fault;

        var imported = await contexts.RetryOnConflictAsync(context => StoreAsync(context, command, file.Value, note, actor, cancellationToken), cancellationToken);
        if (imported.IsOk)
            changes.Publish(ChangeFeed.Prompt(imported.Value.PromptKey));
        return imported;
    }

    private async Task<Result<Imported>> StoreAsync(OpsDbContext context, Command command, PromptFile file, string note, Actor actor, CancellationToken cancellationToken)
    {
        var target = await ImportTarget.FindAsync(context, command.PromptKey ?? file.Key, command.SystemKey ?? file.System, file, cancellationToken);
        if (target is { IsUnchanged: true, Faults.Count: 1, Prompt: { } same })
            return PromptErrors.Unchanged(same.Key, same.LatestNumber);
        if (target.Faults is [var first, ..])
            return Error.Invalid("prompts.import-refused", $"{first.Where}: {first.Reason}", target.Faults);

        var now = clock.GetUtcNow().UtcDateTime;
        var prompt = target.Prompt;
        if (prompt is null)
        {
            var name = string.IsNullOrWhiteSpace(file.Name) ? target.PromptKey : file.Name.Trim();
            prompt = new Prompt { System = target.System, Key = target.PromptKey, Name = name, Kind = file.Kind, CreatedAt = now, CreatedBy = actor.Name };
            context.Prompts.Add(prompt);
            audit.Append(context, actor, new AuditEntry("prompt.created", "prompt", prompt.Key) { PromptKey = prompt.Key, Details = new { System = target.System!.Key, file.Kind } });
        }

        VersionWriter.Add(context, audit, prompt, file.Content, note, actor, now);
        await context.SaveChangesAsync(cancellationToken);
        return new Imported(prompt.Key, prompt.LatestNumber);
    }
}
