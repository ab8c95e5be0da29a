using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai.Providers;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Adds a version of a judge, with its event, to the caller's save.</summary>
internal static class JudgeWriter
{
    public static async Task<Result<Judge>> AddAsync(
        OpsDbContext context, IAuditLog audit, string key, int number, JudgeDraft draft, bool isDemo, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var model = await context.ProviderModels.Include(row => row.Provider).SingleOrDefaultAsync(row => row.Key == draft.ModelKey && row.Provider!.Key == draft.ProviderKey, cancellationToken);
        if (model is null)
            return Error.Invalid("judges.invalid", $"The provider '{draft.ProviderKey}' offers no model '{draft.ModelKey}'.", [new ErrorDetail("model", $"the provider '{draft.ProviderKey}' offers no model '{draft.ModelKey}'")]);
        if (draft.AssertionType == GradedTypes.Similar && EmbeddingClients.Refusal(model.Provider!.Kind, model.Key) is { } refusal)
            return Error.Invalid("judges.invalid", $"The provider '{draft.ProviderKey}' {refusal}.", [new ErrorDetail("model", $"the provider '{draft.ProviderKey}' {refusal}")]);
        if (draft.AssertionType != GradedTypes.Similar && model.Kind == ModelKind.Embedding)
            return Error.Invalid("judges.invalid", $"The model '{model.Key}' embeds texts and answers none: only a judge for similar asks it.", [new ErrorDetail("model", $"the model '{model.Key}' embeds texts and answers none")]);
        var version = draft.PromptKey is { Length: > 0 } promptKey
            ? await FindAsync(context, promptKey, draft, cancellationToken)
            : await MakeAsync(context, audit, key, draft, isDemo, actor, now, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        var judge = new Judge
        {
            Key = key,
            Number = number,
            Name = draft.Name.Trim(),
            AssertionType = draft.AssertionType,
            PromptVersion = version.Value,
            Model = model,
            Parameters = draft.Asked,
            KappaFloor = draft.KappaFloor,
            IsDemo = isDemo,
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedAt = now,
        };
        context.Judges.Add(judge);
        audit.Append(context, actor, new AuditEntry(number == 1 ? "judge.created" : "judge.version-added", "judge", key)
        {
            Details = new
            {
                judge = JudgeRef.Of(key, number),
                type = judge.AssertionType,
                prompt = $"{version.Value.Prompt!.Key} v{version.Value.Number}",
                version.Value.ContentHash,
                model = $"{model.Provider!.Key}/{model.Key}",
                floor = judge.KappaFloor,
            },
        });
        return judge;
    }

    private static async Task<Result<PromptVersion>> FindAsync(OpsDbContext context, string promptKey, JudgeDraft draft, CancellationToken cancellationToken)
    {
        var number = draft.PromptVersion;
        var version = await context.PromptVersions.Include(row => row.Prompt)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == promptKey && row.Number == (number ?? row.Prompt.LatestNumber), cancellationToken);
        if (version is null)
            return Error.Invalid("judges.invalid", $"The prompt '{promptKey}' has no such version.", [new ErrorDetail("prompt", $"the prompt '{promptKey}' does not exist or has no such version")]);
        if (version.Content.Parse() is { IsOk: false } fault)
            return Error.Invalid("judges.invalid", $"{promptKey} v{version.Number} is not complete: {fault.Error.Message}", [new ErrorDetail("prompt", fault.Error.Message)]);
        var messages = await PromptIncludes.ExpandAsync(context, version, cancellationToken);
        var template = messages.IsOk ? ChatTemplate.Parse(messages.Value) : messages.Error;
        if (template.IsOk && EmbeddingPrompt.Fault(draft.AssertionType, template.Value) is { } constant)
            return Error.Invalid("judges.invalid", $"{promptKey} v{version.Number} cannot be used: {constant}.", [new ErrorDetail("prompt", constant)]);
        return version;
    }

    private static async Task<Result<PromptVersion>> MakeAsync(
        OpsDbContext context, IAuditLog audit, string key, JudgeDraft draft, bool isDemo, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var promptKey = $"judges/{key}";
        if (await context.Prompts.AnyAsync(row => row.Key == promptKey, cancellationToken))
            return Error.Conflict("judges.prompt-exists", $"A prompt '{promptKey}' exists already: choose it as the judge's prompt, or another key.");
        var system = await context.Systems.SingleOrDefaultAsync(row => row.Key == draft.SystemKey, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(draft.SystemKey!);

        var prompt = new Prompt { SystemId = system.Id, Key = promptKey, Name = draft.Name.Trim(), Kind = PromptKind.Chat, IsDemo = isDemo, CreatedAt = now, CreatedBy = actor.Name };
        context.Prompts.Add(prompt);
        audit.Append(context, actor, new AuditEntry("prompt.created", "prompt", promptKey) { PromptKey = promptKey, Details = new { System = system.Key, prompt.Kind } });
        return VersionWriter.Add(context, audit, prompt, JudgeTemplates.Of(draft.AssertionType).AsDraft(), $"The console's own template for {draft.AssertionType}", actor, now);
    }
}
