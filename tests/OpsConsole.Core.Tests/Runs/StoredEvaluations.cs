using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>
/// Files as <c>DiskBasedResultStore</c> and <c>JsonReportWriter</c> of Microsoft.Extensions.AI.Evaluation.Reporting write them: messages, responses and metrics are the
/// library's own types under its own serialisation; the few classes around them, and the options, are those of its source (dotnet/extensions, JsonUtilities.cs).
/// </summary>
internal static class StoredEvaluations
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(AIJsonUtilities.DefaultOptions.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        Converters =
        {
            new JsonStringEnumConverter<EvaluationDiagnosticSeverity>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<EvaluationRating>(JsonNamingPolicy.CamelCase), new SecondsConverter(),
        },
    };

    internal sealed record ScenarioRunResult(
        string ScenarioName, string IterationName, string ExecutionName, DateTime CreationTime, IList<ChatMessage> Messages, ChatResponse ModelResponse, EvaluationResult EvaluationResult,
        ChatDetails? ChatDetails = null, IList<string>? Tags = null, int? FormatVersion = 1);

    internal sealed record ChatDetails(IList<ChatTurnDetails> TurnDetails);

    internal sealed record ChatTurnDetails(TimeSpan Latency, string? Model = null, UsageDetails? Usage = null, string? CacheKey = null, bool? CacheHit = null);

    private sealed record Dataset(IList<ScenarioRunResult> ScenarioRunResults, DateTime CreatedAt, string? GeneratorVersion);

    public static string File(ScenarioRunResult result) => JsonSerializer.Serialize(result, Options);

    public static string Report(params ScenarioRunResult[] results) => JsonSerializer.Serialize(new Dataset(results, new DateTime(2026, 6, 3, 0, 0, 0, DateTimeKind.Utc), "10.11.0"), Options);

    /// <summary>One iteration: asked, answered in 1.5 s with 20 and 4 tokens, and judged by a second turn of the same client.</summary>
    public static ScenarioRunResult Iteration(string scenario, string iteration, string question, string answer, params EvaluationMetric[] metrics)
    {
        var usage = new UsageDetails { InputTokenCount = 20, OutputTokenCount = 4, TotalTokenCount = 24 };
        return new ScenarioRunResult(
            scenario, iteration, "2026-06", new DateTime(2026, 6, 2, 8, 0, 0, DateTimeKind.Utc), [new ChatMessage(ChatRole.User, question)],
            new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("Let me think."), new TextContent(answer)])) { ModelId = "gpt-4o", Usage = usage, FinishReason = ChatFinishReason.Stop },
            new EvaluationResult(metrics),
            new ChatDetails([new ChatTurnDetails(TimeSpan.FromSeconds(1.5), "gpt-4o", usage), new ChatTurnDetails(TimeSpan.FromSeconds(9), "gpt-4o", new UsageDetails { InputTokenCount = 900, OutputTokenCount = 300 }, "k", true)]),
            ["smoke"]);
    }

    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
    }
}
