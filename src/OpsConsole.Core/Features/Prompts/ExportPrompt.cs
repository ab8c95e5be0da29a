using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>One version of a prompt as a file (docs/prompts.md). Imported again it has the same content hash.</summary>
public sealed class ExportPrompt(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Version">A number or a label; <c>latest</c> is the newest version.</param>
    public sealed record Query(string PromptKey, string Version = PromptLabel.Latest, PromptFileFormat Format = PromptFileFormat.Yaml);

    public sealed record Export(string FileName, string ContentType, string Text, string ContentHash, int Number);

    public async Task<Result<Export>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var prompt = await context.Prompts.AsNoTracking().Include(row => row.System).SingleOrDefaultAsync(row => row.Key == query.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(query.PromptKey);
        var number = await NumberAsync(context, prompt, query.Version, cancellationToken);
        if (!number.IsOk)
            return number.Error;
        var version = await context.PromptVersions.AsNoTracking().SingleOrDefaultAsync(row => row.PromptId == prompt.Id && row.Number == number.Value, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(prompt.Key, number.Value == 0 ? null : number.Value);

        var file = new PromptFile(prompt.Key, prompt.System!.Key, prompt.Name, prompt.Kind, version.Number, version.ContentHash, version.ChangeNote, version.Content);
        var name = $"{prompt.Key.Replace('/', '-')}-v{version.Number}";
        var text = PromptFileWriter.Write(file, query.Format);
        return query.Format switch
        {
            PromptFileFormat.Yaml => new Export($"{name}.yaml", "application/yaml", text, version.ContentHash, version.Number),
            PromptFileFormat.Json => new Export($"{name}.json", "application/json", text, version.ContentHash, version.Number),
        };
    }

    private static async Task<Result<int>> NumberAsync(OpsDbContext context, Prompt prompt, string version, CancellationToken cancellationToken)
    {
        if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        if (version == PromptLabel.Latest)
            return prompt.LatestNumber;
        var pointed = await context.PromptLabels.Where(row => row.PromptId == prompt.Id && row.Name == version).Select(row => (int?)row.Version!.Number).SingleOrDefaultAsync(cancellationToken);
        return pointed is { } found ? found : PromptErrors.LabelNotFound(prompt.Key, version);
    }
}
