using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Cli.Eval.Earlier;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>What JSON says of an evaluation beside its results.</summary>
internal static class JsonParts
{
    public static JsonWriterOptions Indented => new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteHead(Utf8JsonWriter json, EvalReport report)
    {
        json.WriteString("evalId", report.Run.Key);
        json.WriteString("description", report.Plan.Config.Description);
        json.WriteString("startedAt", report.Run.StartedAt!.Value);
        json.WriteStartArray("prompts");
        foreach (var candidate in report.Run.Candidates)
            WriteCandidate(json, report, candidate);
        json.WriteEndArray();
        if (report.Plan.Config.Graders.Count > 0)
            WriteJudges(json, report.Plan.Config.Graders);
    }

    public static void WriteStats(Utf8JsonWriter json, EvalStats stats, TimeSpan duration)
    {
        json.WriteStartObject("stats");
        json.WriteNumber("successes", stats.Successes);
        json.WriteNumber("failures", stats.Failures);
        json.WriteNumber("errors", stats.Errors);
        json.WriteNumber("cached", stats.Cached);
        ResultJson.Tokens(json, stats.PromptTokens, stats.CompletionTokens, stats.CachedTokens);
        if (stats.Cost is { } cost)
            json.WriteNumber("cost", cost);
        else
            json.WriteNull("cost");
        if (stats.JudgeCost is { } judges)
            json.WriteNumber("judgeCost", judges);
        json.WriteNumber("durationMs", duration.TotalMilliseconds);
        json.WriteEndObject();
    }

    public static void WriteComparisons(Utf8JsonWriter json, IReadOnlyList<ComparedWithBase> comparisons)
    {
        json.WriteStartArray("comparison");
        foreach (var compared in comparisons)
        {
            var comparison = compared.Comparison;
            json.WriteStartObject();
            json.WriteNumber("promptIdx", compared.Candidate.Position);
            json.WriteString("candidate", compared.Candidate.Name);
            json.WriteString("base", compared.Base);
            json.WriteNumber("tests", comparison.Cases);
            ResultJson.Number(json, "difference", double.IsFinite(comparison.Difference) ? comparison.Difference : null);
            ResultJson.Number(json, "low", comparison.Interval?.Low);
            ResultJson.Number(json, "high", comparison.Interval?.High);
            ResultJson.Number(json, "pValue", comparison.PValue);
            ResultJson.Number(json, "adjustedPValue", comparison.AdjustedPValue);
            json.WriteString("verdict", comparison.Verdict.ToString());
            json.WriteString("words", compared.Words);
            json.WriteNumber("fixed", compared.Fixed);
            json.WriteNumber("regressed", compared.Regressed);
            json.WriteNumber("onlyHere", compared.OnlyHere);
            json.WriteNumber("onlyInBase", compared.OnlyThere);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteJudges(Utf8JsonWriter json, IReadOnlyList<EvalGrader> graders)
    {
        json.WriteStartArray("judges");
        foreach (var grader in graders)
        {
            json.WriteStartObject();
            json.WriteString("judge", grader.Ref);
            json.WriteString("type", grader.Type);
            json.WriteString("provider", grader.Provider.Label);
            json.WriteString("providerId", grader.Provider.Id);
            json.WriteStartArray("prompt");
            foreach (var message in grader.Messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role);
                json.WriteString("content", message.Content);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCandidate(Utf8JsonWriter json, EvalReport report, GetRun.Candidate candidate)
    {
        var planned = report.Plan.Candidates[candidate.Position];
        json.WriteStartObject();
        json.WriteNumber("promptIdx", candidate.Position);
        json.WriteString("provider", planned.Provider.Label);
        json.WriteString("providerId", planned.Provider.Id);
        json.WriteString("label", planned.Prompt.Prompt.Label);
        json.WriteString("raw", planned.Prompt.Prompt.Raw);
        json.WriteStartObject("metrics");
        ResultJson.Number(json, "passRate", candidate.Summary?.PassRate?.Value);
        ResultJson.Number(json, "passRateLow", candidate.Summary?.PassRate?.Low);
        ResultJson.Number(json, "passRateHigh", candidate.Summary?.PassRate?.High);
        ResultJson.Number(json, "meanScore", candidate.Summary?.MeanScore?.Value);
        json.WriteStartObject("named");
        foreach (var metric in candidate.Summary?.Metrics ?? [])
            json.WriteNumber(metric.Name, metric.Mean);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
