using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>A run that another tool has made, as its file tells it.</summary>
/// <param name="Source">The tool.</param>
/// <param name="At">When it was made there; null where the file does not say.</param>
internal sealed record ImportedRun(
    string Source, string Name, DateTime? At, IReadOnlyList<ImportedCandidate> Candidates, IReadOnlyList<ImportedCase> Cases, IReadOnlyList<ImportedResult> Results)
{
    /// <summary>What the tool calls the one time that all of it was executed; null where it does not say, or where there were several.</summary>
    public string? Execution { get; init; }

    public int Repeats => Results.Count == 0 ? 1 : Results.Max(result => result.Repeat) + 1;
}

internal sealed record ImportedCandidate(string Name, string PromptLabel, IReadOnlyList<PromptMessage> Messages, string Model);

internal sealed record ImportedCase(string Title, IReadOnlyDictionary<string, JsonElement> Variables, IReadOnlyList<string> Tags);

/// <param name="Error">Why there is no answer; null where there is one.</param>
internal sealed record ImportedResult(int Case, int Candidate, int Repeat)
{
    public bool Pass { get; init; }

    public double Score { get; init; }

    public double? LatencyMs { get; init; }

    public decimal? CostUsd { get; init; }

    public int InputTokens { get; init; }

    public int OutputTokens { get; init; }

    public bool Cached { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? ModelReturned { get; init; }

    public string? FinishReason { get; init; }

    public IReadOnlyList<AssertionResult> Assertions { get; init; } = [];
}

/// <summary>What was found while a file was read: the run, or everything that keeps it from being one.</summary>
/// <param name="Faults">The first <see cref="MaxFaults"/>.</param>
internal sealed record ImportedFile(ImportedRun Run, IReadOnlyList<ErrorDetail> Faults, int FaultCount)
{
    public const int MaxFaults = 100;

    public Error? Refusal => FaultCount == 0 ? null : Error.Invalid(
        "runs.import-invalid",
        FaultCount == 1 ? $"{Faults[0].Where}: {Faults[0].Reason}" : $"{FaultCount} things in the file cannot be read, first {Faults[0].Where}: {Faults[0].Reason}",
        Faults);
}
