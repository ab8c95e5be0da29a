using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Refusals about gates.</summary>
internal static class GateErrors
{
    public static Error NotFound(string promptKey, GateKind kind) =>
        Error.NotFound("gates.not-found", $"No {GateWords.Of(kind).ToLowerInvariant()} gate is attached to '{promptKey}'.");

    public static Error Unchanged(Gate gate) =>
        Error.Conflict("gates.unchanged", $"Edition {gate.Number} already has exactly this benchmark and these rules. Nothing was added.");

    public static Error ChangedMeanwhile(Gate gate) => Error.Conflict(
        "gates.changed-meanwhile", $"{gate.CreatedByName} saved edition {gate.Number} after you opened the gate. Load it again and repeat your change.");

    public static Error RuleNotFound(string promptKey, GateKind kind, string words) => Error.NotFound(
        "gates.rule-not-found", $"The {GateWords.Of(kind).ToLowerInvariant()} gate of '{promptKey}' has no rule \"{words}\".");

    public static Error NoVersionName(string text) =>
        Error.Invalid("gates.version-name", $"'{text}' names no version; write prompt and number, for example support/answer@7.");

    public static Error VersionNotInRun(int runId, VersionName asked) =>
        Error.Conflict("gates.version-not-in-run", $"{Run.KeyOf(runId)} has not executed {asked}. Start a run that does.");
}
