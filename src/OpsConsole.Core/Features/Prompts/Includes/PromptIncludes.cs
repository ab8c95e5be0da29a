using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>
/// Puts the texts of included prompts in place. An included prompt's messages, joined by a blank line, stand where the tag stood, as if they had been
/// written there. Which version that is: while a version is a draft, the one that the label points at now; from its submission on, the one that was pinned.
/// </summary>
internal static class PromptIncludes
{
    /// <summary>Resolves by labels as of now.</summary>
    /// <param name="ownKey">The including prompt, which nothing that it includes may include again.</param>
    public static Task<Result<ResolvedIncludes>> ResolveAsync(
        OpsDbContext context, IReadOnlyList<PromptMessage> messages, string ownKey, CancellationToken cancellationToken) =>
        ResolveAsync(new LabelledSource(context), messages, ownKey, cancellationToken);

    /// <summary>Resolves by labels and checks the variables of the whole: what an included prompt uses is declared by the including one.</summary>
    public static async Task<Result<ResolvedIncludes>> ResolveAsync(OpsDbContext context, PromptContent content, string ownKey, CancellationToken cancellationToken)
    {
        var resolved = await ResolveAsync(context, content.Messages, ownKey, cancellationToken);
        return resolved.IsOk && (content with { Messages = resolved.Value.Messages }).Parse() is { IsOk: false } fault ? fault.Error : resolved;
    }

    /// <summary>The messages of a stored version as they are sent: from its pins once it was submitted.</summary>
    public static async Task<Result<IReadOnlyList<PromptMessage>>> ExpandAsync(OpsDbContext context, PromptVersion version, CancellationToken cancellationToken)
    {
        if (!MayInclude(version.Messages))
            return Result.From(version.Messages);

        var ownKey = version.Prompt?.Key
            ?? await context.Prompts.Where(row => row.Id == version.PromptId).Select(row => row.Key).SingleAsync(cancellationToken);
        IIncludeSource source = version.State == VersionState.Draft ? new LabelledSource(context) : new PinnedSource(context, version.Includes ?? []);
        var resolved = await ResolveAsync(source, version.Messages, ownKey, cancellationToken);
        return resolved.IsOk ? Result.From(resolved.Value.Messages) : resolved.Error;
    }

    /// <summary>
    /// The hash of what is sent: of a draft as if it were submitted now, with the pins that it would get, so that a run of the draft is evidence for the
    /// version that it becomes as long as no included label has moved in between.
    /// </summary>
    public static async Task<Result<string>> SentHashAsync(OpsDbContext context, PromptVersion version, CancellationToken cancellationToken)
    {
        if (version.State != VersionState.Draft || !MayInclude(version.Messages))
            return version.ContentHash;
        var ownKey = version.Prompt?.Key
            ?? await context.Prompts.Where(row => row.Id == version.PromptId).Select(row => row.Key).SingleAsync(cancellationToken);
        var resolved = await ResolveAsync(context, version.Messages, ownKey, cancellationToken);
        return resolved switch
        {
            { IsOk: false } => resolved.Error,
            { Value.Pins: [] } => version.ContentHash,
            _ => (version.Content with { Includes = resolved.Value.Pins }).Hash,
        };
    }

    private static async Task<Result<ResolvedIncludes>> ResolveAsync(
        IIncludeSource source, IReadOnlyList<PromptMessage> messages, string ownKey, CancellationToken cancellationToken)
    {
        if (!MayInclude(messages))
            return new ResolvedIncludes([], messages);
        var own = IncludedText.Parse(messages);
        if (!own.IsOk)
            return own.Error;
        if (!own.Value.HasIncludes)
            return new ResolvedIncludes([], messages);

        var texts = await IncludedTexts.LoadAsync(source, own.Value, cancellationToken);
        if (!texts.IsOk)
            return texts.Error;
        var expansion = new IncludeExpansion(ownKey, texts.Value);
        var expanded = expansion.Expand(own.Value);
        if (!expanded.IsOk)
            return expanded.Error;

        // Each text parses alone; together they may be too long or nest too deeply.
        return ChatTemplate.Parse(expanded.Value) is { IsOk: false } whole
            ? whole.Error with { Message = $"With the included prompts in place: {whole.Error.Message}" }
            : new ResolvedIncludes(expansion.Pins, expanded.Value);
    }

    // Most prompts include nothing, and are then not parsed here at all.
    private static bool MayInclude(IReadOnlyList<PromptMessage> messages) => messages.Any(message => message.Content.Contains("include", StringComparison.Ordinal));
}
