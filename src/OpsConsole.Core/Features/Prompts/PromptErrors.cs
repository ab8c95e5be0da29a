using OpsConsole.Core.Common;

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

    public static Error Undeclared(IReadOnlyList<ErrorDetail> places) =>
        Error.Invalid("prompts.undeclared-variable", $"{places[0].Where} {places[0].Reason}. Declare it or correct its name.", places);
}
