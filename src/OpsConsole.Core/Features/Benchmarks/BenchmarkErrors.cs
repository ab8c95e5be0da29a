using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Refusals about benchmarks.</summary>
internal static class BenchmarkErrors
{
    public static Error NotFound(string key) => Error.NotFound("benchmarks.not-found", $"There is no benchmark '{key}'.");

    public static Error KeyTaken(string key) => Error.Conflict("benchmarks.key-taken", $"A benchmark with the key '{key}' exists already. Choose another key.");

    public static Error NotABaseline(string run, string benchmark) => Error.Invalid(
        "benchmarks.not-a-baseline", $"{run} cannot be the baseline of '{benchmark}': it must be a completed run of that benchmark over the whole dataset.");

    public static Error MissingVariables(IReadOnlyList<ErrorDetail> places) => Error.Invalid(
        "benchmarks.missing-variables", $"{places[0].Where}: {places[0].Reason}", places);
}
