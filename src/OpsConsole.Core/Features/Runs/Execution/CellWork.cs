using System.Text.Json;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>A dataset case made ready: variables parsed, checks compiled.</summary>
internal sealed record PreparedCase(
    int Id, string Key, int Position, IReadOnlyDictionary<string, JsonElement> Variables, IReadOnlyList<string> Expected, AssertionSet Assertions);

/// <summary>One cell to be executed.</summary>
internal sealed record CellWork(long CellId, CandidatePlan Candidate, PreparedCase Case, int Repeat);
