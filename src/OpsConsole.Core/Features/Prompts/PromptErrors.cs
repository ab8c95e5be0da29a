using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Refusals about prompts.</summary>
public static class PromptErrors
{
    public const string DraftConflictCode = "prompts.draft-conflict";
    public const string UnchangedCode = "prompts.unchanged";

    internal static Error NotFound(string key) => Error.NotFound("prompts.not-found", $"There is no prompt '{key}'.");

    internal static Error VersionNotFound(string key, int? number) =>
        Error.NotFound("prompts.version-not-found", number is null ? $"The prompt '{key}' has no version yet." : $"The prompt '{key}' has no version {number}.");

    internal static Error KeyTaken(string key) => Error.Conflict("prompts.key-taken", $"A prompt with the key '{key}' exists already. Choose another key.");

    internal static Error Unchanged(string key, int number) =>
        Error.Conflict(UnchangedCode, $"Version {number} of '{key}' already says exactly this. Nothing was added.");

    internal static Error UsedByJudge(int number) =>
        Error.Conflict("prompts.used-by-judge", $"A judge gives verdicts with version {number}: edited, they would belong to neither text. Write a new draft from it, and give the judge a new version.");

    internal static Error NotADraft(int number, VersionState state) =>
        Error.Conflict("prompts.not-a-draft", $"Version {number} is {PromptWords.Of(state)} and does not change any more. Write a new draft from it.");

    /// <summary>Somebody saved the draft after this editor read it. The words carry no text: the editor keeps its own and reads the other.</summary>
    internal static Error DraftConflict(PromptVersion version) => Error.Conflict(
        DraftConflictCode,
        $"{version.EditorName ?? version.AuthorName} saved version {version.Number} on {(version.EditedAt ?? version.CreatedAt).ToString("d MMM yyyy 'at' HH:mm:ss", CultureInfo.InvariantCulture)} UTC, after you opened it. Your text was not saved over it.");

    internal static Error IllegalMove(int number, VersionState from, VersionState to) =>
        Error.Conflict("prompts.illegal-move", $"Version {number} is {PromptWords.Of(from)}; from there it cannot become {PromptWords.Of(to)}.");

    internal static Error LabelNotFound(string key, string label) =>
        Error.NotFound("prompts.label-not-found", $"The prompt '{key}' has no label '{label}'.");

    internal static Error Undeclared(IReadOnlyList<ErrorDetail> places) =>
        Error.Invalid("prompts.undeclared-variable", $"{places[0].Where} {places[0].Reason}. Declare it or correct its name.", places);
}
