namespace OpsConsole.Core.Ai;

/// <summary>The outcome of one call for embeddings, after all attempts: a vector for each text, in their order, or an error.</summary>
public sealed record EmbeddingResult(IReadOnlyList<float[]> Vectors, CallError? Error, TokenUsage Usage, TimeSpan Latency, int Attempts);
