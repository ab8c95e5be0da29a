using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Model;

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

    public static Error Frozen(Dataset dataset) => Error.Conflict(
        "datasets.frozen",
        string.Create(CultureInfo.InvariantCulture, $"{dataset.FrozenBy} froze '{dataset.Key}' on {dataset.FrozenAt:d MMMM yyyy}: {dataset.FrozenReason} It takes no new version until somebody unfreezes it."));

    public static Error NotFrozen(string key) => Error.Conflict("datasets.not-frozen", $"'{key}' is not frozen: it takes new versions already.");

    public static Error ChangedMeanwhile(DatasetVersion newest, int basedOn, IReadOnlyList<ErrorDetail> touched) => Error.Conflict(
        "datasets.changed-meanwhile",
        $"{newest.CreatedBy} added version {newest.Number} after you began with version {basedOn}. Nothing was saved, and nothing that you wrote is lost.") with
    { Details = touched };

    public static Error NothingEdited() => Error.Invalid("datasets.nothing-edited", "Nothing was changed, so there is nothing to save.");

    public static Error NoCaseLeft(string key) => Error.Invalid("datasets.no-case-left", $"'{key}' would be left without a case. Keep at least one.");

    public static Error AgainstSchema(int count, IReadOnlyList<ErrorDetail> first) => Error.Invalid(
        "datasets.against-schema",
        $"The variables of {(count == 1 ? "1 case do" : $"{count} cases do")} not conform to the dataset's schema; nothing was stored. First: {first[0].Where}: {first[0].Reason}",
        first);

    public static Error CaseAgainstSchema(string violation) => Error.Invalid(
        "datasets.against-schema", $"The variables do not conform to the dataset's schema: {violation}", [new ErrorDetail("variables", violation)]);

    public static Error KeyInUse(string caseKey) => Error.Conflict("datasets.case-exists", $"The dataset has a case '{caseKey}' already. Choose another id.");

    public static Error OriginNotFound(CaseOriginKind kind, string reference) => Error.Invalid(
        "datasets.origin-not-found",
        $"There is no {Word(kind)} '{reference}' that the case could come from.",
        [new ErrorDetail("origin.reference", $"there is no {Word(kind)} '{reference}'")]);

    internal static string Word(CaseOriginKind kind) => kind switch
    {
        CaseOriginKind.Call => "call",
        CaseOriginKind.Feedback => "feedback item",
        CaseOriginKind.Playground => "playground answer",
        CaseOriginKind.Result => "result",
    };
}
