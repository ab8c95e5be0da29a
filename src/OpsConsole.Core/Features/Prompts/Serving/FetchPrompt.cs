using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>A prompt as services fetch it: by label, or by the number of a version.</summary>
public sealed class FetchPrompt(ServedPrompts served) : IUseCase
{
    /// <summary>Longest subject, in characters.</summary>
    public const int LongestSubject = 1024;

    /// <param name="Label"><c>production</c> where neither is given.</param>
    /// <param name="Subject">Who the prompt is for; it stays on its arm while a canary runs.</param>
    public sealed record Query(string Key, string? Label = null, int? Version = null, string? Subject = null);

    public async Task<Result<PromptAnswer>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        if (query is { Label: not null, Version: not null })
            return Error.Invalid("prompts.label-and-version", "Ask for a label or for a version, not for both.");
        if (query.Version is < 1)
            return Error.Invalid("prompts.bad-version", "version must be a whole number from 1.");
        if (query.Subject?.Length > LongestSubject)
            return Error.Invalid("prompts.subject-too-long", $"A subject takes at most {LongestSubject:N0} characters.");
        if (query.Key.Length > KeyRules.MaxLength)
            return Error.NotFound("prompts.not-found", $"There is no prompt with a key of {query.Key.Length:N0} characters.");
        if (query.Label?.Length > KeyRules.MaxLength)
            return Error.NotFound("prompts.label-not-found", $"There is no label of {query.Label.Length:N0} characters.");
        return query.Version is { } number
            ? await served.GetAsync(query.Key, number, cancellationToken)
            : await served.GetAsync(query.Key, query.Label ?? PromptLabel.Production, query.Subject, cancellationToken);
    }
}
