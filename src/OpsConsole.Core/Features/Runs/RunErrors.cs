using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

internal static class RunErrors
{
    public static Error NotFound(string run) => Error.NotFound("runs.not-found", $"There is no run {run}.");

    public static Error BenchmarkNotFound(string key) => Error.NotFound("benchmarks.not-found", $"There is no benchmark '{key}'.");

    public static Error AlreadyActive(int runId, string startedBy, RunState state) => Error.Conflict(
        "runs.already-active",
        $"{Run.KeyOf(runId)} of this benchmark is {(state == RunState.Queued ? "queued" : "running")}, started by {startedBy}. Wait for it, or cancel it first.");

    public static Error NoCases(string dataset) => Error.Invalid("runs.no-cases", $"The dataset '{dataset}' has no cases. Import some first.");

    public static Error NoCandidates(string benchmark) => Error.Invalid("runs.no-candidates", $"The benchmark '{benchmark}' has no candidates.");

    public static Error ProviderDisabled(string candidate, string provider) => Error.Invalid(
        "runs.provider-disabled", $"Candidate '{candidate}' uses the provider '{provider}', which is switched off.");

    public static Error NoPriceForCap(string model) => Error.Invalid(
        "runs.no-price", $"The spend cap cannot be kept: '{model}' has no price that is valid today. Add a price, or remove the cap.");

    public static Error PromptNotInBenchmark(string benchmark, string prompt) => Error.Invalid(
        "runs.prompt-not-in-benchmark", $"The benchmark '{benchmark}' has no candidate of '{prompt}': it cannot tell how a version of it would run.");

    public static Error ModelGone(string version, ModelChoice choice) => Error.Invalid(
        "runs.model-gone", $"{version} asks for {choice.ProviderKey}/{choice.ModelKey}, and there is no such model any more.");

    public static Error ImportedAlready(int runId) => Error.Conflict("runs.imported-already", $"This file is here already, as {Run.KeyOf(runId)}.");

    public static Error TooLarge(long cells) => Error.Invalid(
        "runs.too-large", $"This run would have {cells:N0} cells; {PlanRun.MaxCells:N0} are allowed. Use fewer cases, candidates or repeats.");

    public static Error AlreadyEnded(int runId, RunState state) => Error.Conflict("runs.already-ended", $"{Run.KeyOf(runId)} has already ended: it {state.Verb()}.");

    public static Error PromptEdited(string candidate, int number) => Error.Conflict(
        "runs.prompt-edited",
        $"Candidate '{candidate}' asks with version {number}, whose content was edited or pinned after this run was planned. Its results would belong to neither text: start a new run.");

    public static Error LeaseHeld(int runId) => Error.Conflict("runs.lease-held", $"{Run.KeyOf(runId)} is being executed by another worker.");
}
