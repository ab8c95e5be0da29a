using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Files;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Reads a prompt's file and tells what an import would make of it, or everything that is wrong. Stores nothing.</summary>
public sealed class PreviewPromptImport(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="PromptKey">Where it shall go, instead of the key in the file.</param>
    /// <param name="SystemKey">Who owns it when it is new, instead of the system in the file.</param>
    public sealed record Query(string Text, PromptFileFormat Format, string? PromptKey = null, string? SystemKey = null);

    /// <param name="Faults">With any of these nothing can be imported.</param>
    /// <param name="Notes">What somebody should know and may accept.</param>
    /// <param name="IsNew">The prompt does not exist yet.</param>
    /// <param name="Number">The draft that it would become.</param>
    public sealed record Preview(
        IReadOnlyList<ErrorDetail> Faults, IReadOnlyList<ErrorDetail> Notes, PromptFile? File, string? PromptKey, string? SystemKey, bool IsNew, int Number);

    public async Task<Result<Preview>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.PromptsWrite))
            return Error.Denied(Permission.PromptsWrite);
        var read = PromptFileReader.Read(query.Text, query.Format);
        if (!read.IsOk)
            return new Preview(read.Error.Details ?? [new ErrorDetail("file", read.Error.Message)], [], null, query.PromptKey, query.SystemKey, false, 0);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var file = read.Value;
        var target = await ImportTarget.FindAsync(context, query.PromptKey ?? file.Key, query.SystemKey ?? file.System, file, cancellationToken);
        return new Preview(
            target.Faults, await NotesAsync(context, file, cancellationToken), file, target.PromptKey, target.System?.Key ?? query.SystemKey ?? file.System, target.Prompt is null,
            (target.Prompt?.LatestNumber ?? 0) + 1);
    }

    private static async Task<IReadOnlyList<ErrorDetail>> NotesAsync(OpsDbContext context, PromptFile file, CancellationToken cancellationToken)
    {
        var notes = PromptPreview.Of(file.Content).Warnings.ToList();
        if (file.ContentHash is { } hash && hash != file.Content.Hash)
            notes.Add(new ErrorDetail("contentHash", "the content is not what the file was written with: it was edited since, or its includes were pinned"));
        if (file.Content.Model is { } model
            && !await context.ProviderModels.AnyAsync(row => row.Provider!.Key == model.ProviderKey && row.Key == model.ModelKey, cancellationToken))
            notes.Add(new ErrorDetail("model", $"'{model.ProviderKey}/{model.ModelKey}' is not in the register of this console"));
        return notes;
    }
}
