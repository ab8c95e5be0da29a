using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Refusals about prompts.</summary>
internal static class PromptErrors
{
    public static Error NotFound(string key) => Error.NotFound("prompts.not-found", $"There is no prompt '{key}'.");

    public static Error VersionNotFound(string key, int? number) =>
        Error.NotFound("prompts.version-not-found", number is null ? $"The prompt '{key}' has no version yet." : $"The prompt '{key}' has no version {number}.");

    public static Error KeyTaken(string key) => Error.Conflict("prompts.key-taken", $"A prompt with the key '{key}' exists already. Choose another key.");

    public static Error Unchanged(string key, int number) =>
        Error.Conflict("prompts.unchanged", $"Version {number} of '{key}' already has exactly these messages and variables. Nothing was added.");

    public static Error NotADraft(int number, VersionState state) =>
        Error.Conflict("prompts.not-a-draft", $"Version {number} is {PromptWords.Of(state)} and does not change any more. Write a new draft from it.");

    public static Error IllegalMove(int number, VersionState from, VersionState to) =>
        Error.Conflict("prompts.illegal-move", $"Version {number} is {PromptWords.Of(from)}; from there it cannot become {PromptWords.Of(to)}.");

    public static Error LabelNotFound(string key, string label) =>
        Error.NotFound("prompts.label-not-found", $"The prompt '{key}' has no label '{label}'.");

    public static Error Undeclared(IReadOnlyList<ErrorDetail> places) =>
        Error.Invalid("prompts.undeclared-variable", $"{places[0].Where} {places[0].Reason}. Declare it or correct its name.", places);
}
