using System.Text.Json;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One result as a JSON object, with promptfoo's names.</summary>
internal static class ResultJson
{
    /// <param name="config">Where results of several configurations stand together.</param>
    public static void Write(Utf8JsonWriter json, EvalResult result, string? config)
    {
        var row = result.Row;
        json.WriteStartObject();
        Optional(json, "config", config);
        json.WriteNumber("testIdx", result.TestIdx);
        json.WriteNumber("promptIdx", result.PromptIdx);
        json.WriteNumber("repeat", row.Repeat);
        json.WriteString("provider", result.Provider);
        json.WriteString("promptLabel", result.Candidate.Prompt.Prompt.Label);
        Optional(json, "description", result.Test.Description);
        json.WritePropertyName("vars");
        if (ReferenceEquals(result.Test.PromptVars, result.Test.Vars))
            json.WriteRawValue(row.VariablesJson, skipInputValidation: true);
        else
            JsonSerializer.Serialize(json, result.Test.Vars);
        json.WriteString("prompt", result.Prompt);
        json.WriteString("output", result.Output);
        json.WriteBoolean("success", result.Success);
        json.WriteNumber("score", result.Score);
        json.WriteNumber("failureReason", (int)result.FailureReason);
        json.WriteString("error", result.Error);
        Number(json, "latencyMs", row.LatencyMs);
        if (result.Cost is { } cost)
            json.WriteNumber("cost", cost);
        else
            json.WriteNull("cost");
        if (row.JudgeCostUsd is { } judges)
            json.WriteNumber("judgeCost", judges);
        json.WriteBoolean("cached", row.Cached);
        Tokens(json, row.InputTokens, row.OutputTokens, row.Cached ? result.TotalTokens : 0);
        WriteAssertions(json, "assertions", row.Assertions);
        json.WriteEndObject();
    }

    public static void Tokens(Utf8JsonWriter json, long prompt, long completion, long cached)
    {
        json.WriteStartObject("tokenUsage");
        json.WriteNumber("total", prompt + completion);
        json.WriteNumber("prompt", prompt);
        json.WriteNumber("completion", completion);
        json.WriteNumber("cached", cached);
        json.WriteEndObject();
    }

    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteAssertions(Utf8JsonWriter json, string name, IReadOnlyList<AssertionResult> assertions)
    {
        json.WriteStartArray(name);
        foreach (var assertion in assertions)
        {
            json.WriteStartObject();
            json.WriteString("type", assertion.Type);
            json.WriteBoolean("pass", assertion.Pass);
            json.WriteNumber("score", assertion.Score);
            json.WriteString("reason", assertion.Reason);
            Optional(json, "metric", assertion.Metric);
            Optional(json, "judge", assertion.Judge);
            if (assertion.IsNotJudged)
                json.WriteBoolean("notJudged", true);
            if (assertion.Parts is { Count: > 0 } parts)
                WriteAssertions(json, "parts", parts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
