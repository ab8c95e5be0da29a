namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>How long is waited after each call of a candidate, by its position; the call keeps its place among those in flight. For servers that take no crowd.</summary>
public sealed record CallPauses(IReadOnlyDictionary<int, TimeSpan> ByCandidate)
{
    public static CallPauses None { get; } = new(new Dictionary<int, TimeSpan>());

    public TimeSpan After(int candidate) => ByCandidate.GetValueOrDefault(candidate);
}
