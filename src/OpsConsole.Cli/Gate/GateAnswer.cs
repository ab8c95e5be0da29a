using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsConsole.Cli.Gate;

/// <summary>A run as the server tells it: what this command needs of <c>GET /api/v1/runs/{id}</c>.</summary>
internal sealed record RunAnswer(
    string Id, string Benchmark, string State, string? StateReason, ProgressAnswer Progress, string Dataset, int DatasetVersion, int Cases, int Repeats,
    decimal CostUsd, GateAnswer? Gate, IReadOnlyList<CandidateAnswer> Candidates)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public bool IsFinal => State is not ("Queued" or "Running");

    public static RunAnswer Parse(string body) => JsonSerializer.Deserialize<RunAnswer>(body, Json) ?? throw new JsonException();
}

internal sealed record ProgressAnswer(int Done, int Failed, int Total);

internal sealed record GateAnswer(string Verdict, bool Excepted, IReadOnlyList<RuleAnswer> Rules);

internal sealed record RuleAnswer(
    string PromptKey, int PromptVersion, string Gate, int Edition, string Rule, double? Measured, double? Low, double? High, int N, string Verdict, string Why,
    ExceptionAnswer? Exception);

internal sealed record ExceptionAnswer(string Key, string Reason, DateTime ValidUntil);

internal sealed record CandidateAnswer(
    string Name, bool IsBaseline, string PromptKey, int PromptVersion, string Provider, string Model, int? N, EstimateAnswer? PassRate, EstimateAnswer? MeanScore,
    LatencyAnswer? LatencyMs, decimal? CostPer1000Usd, ComparisonAnswer? VersusBaseline);

internal sealed record EstimateAnswer(double Value, double Low, double High);

internal sealed record LatencyAnswer(double? P50, double? P95);

internal sealed record ComparisonAnswer(double Difference, double? Low, double? High, string Words);
