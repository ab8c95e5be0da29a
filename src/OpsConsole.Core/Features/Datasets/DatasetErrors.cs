using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Refusals about datasets.</summary>
internal static class DatasetErrors
{
    public static Error NotFound(string key) => Error.NotFound("datasets.not-found", $"There is no dataset '{key}'.");

    public static Error VersionNotFound(string key, int? number) => Error.NotFound(
        "datasets.version-not-found", number is null ? $"The dataset '{key}' has no version yet. Import its cases first." : $"The dataset '{key}' has no version {number}.");

    public static Error CaseNotFound(string key, string caseKey) => Error.NotFound("datasets.case-not-found", $"That version of '{key}' has no case '{caseKey}'.");

    public static Error KeyTaken(string key) => Error.Conflict("datasets.key-taken", $"A dataset with the key '{key}' exists already. Choose another key.");

    public static Error Unchanged(string key, int number) =>
        Error.Conflict("datasets.unchanged", $"Version {number} of '{key}' already holds exactly these cases. Nothing was added.");

    public static Error BadRows(int count, IReadOnlyList<ErrorDetail> first) => Error.Invalid(
        "datasets.bad-rows", $"{(count == 1 ? "1 fault" : $"{count} faults")} in the file; nothing was stored. First: {first[0].Where}: {first[0].Reason}", first);
}
