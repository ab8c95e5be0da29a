using OpsConsole.Cli.Eval.Earlier;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One JSON object: what was compared, <c>results</c>, <c>stats</c>.</summary>
internal sealed class JsonResults : IResultWriter
{
    private const int FlushBytes = 256 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly EvalReport _report;

    public JsonResults(Stream stream, EvalReport report)
    {
        _report = report;
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("evalId", report.Run.Key);
        _json.WriteString("description", report.Plan.Config.Description);
        _json.WriteString("startedAt", report.Run.StartedAt!.Value);
        _json.WriteStartArray("prompts");
        foreach (var candidate in report.Run.Candidates)
            WriteCandidate(candidate);
        _json.WriteEndArray();
        if (report.Plan.Config.Graders.Count > 0)
            WriteJudges(report.Plan.Config.Graders);
        _json.WriteStartArray("results");
    }

    public void Write(EvalResult result)
    {
        ResultJson.Write(_json, result);
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    public void End(EvalStats stats)
    {
        _json.WriteEndArray();
        if (stats.Comparisons.Count > 0)
            WriteComparisons(stats.Comparisons);
        _json.WriteStartObject("stats");
        _json.WriteNumber("successes", stats.Successes);
        _json.WriteNumber("failures", stats.Failures);
        _json.WriteNumber("errors", stats.Errors);
        _json.WriteNumber("cached", stats.Cached);
        ResultJson.Tokens(_json, stats.PromptTokens, stats.CompletionTokens, stats.CachedTokens);
        if (stats.Cost is { } cost)
            _json.WriteNumber("cost", cost);
        else
            _json.WriteNull("cost");
        _json.WriteNumber("durationMs", _report.Duration.TotalMilliseconds);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void WriteComparisons(IReadOnlyList<ComparedWithBase> comparisons)
    {
        _json.WriteStartArray("comparison");
        foreach (var compared in comparisons)
        {
            var comparison = compared.Comparison;
            _json.WriteStartObject();
            _json.WriteNumber("promptIdx", compared.Candidate.Position);
            _json.WriteString("candidate", compared.Candidate.Name);
            _json.WriteString("base", compared.Base);
            _json.WriteNumber("tests", comparison.Cases);
            ResultJson.Number(_json, "difference", double.IsFinite(comparison.Difference) ? comparison.Difference : null);
            ResultJson.Number(_json, "low", comparison.Interval?.Low);
            ResultJson.Number(_json, "high", comparison.Interval?.High);
            ResultJson.Number(_json, "pValue", comparison.PValue);
            ResultJson.Number(_json, "adjustedPValue", comparison.AdjustedPValue);
            _json.WriteString("verdict", comparison.Verdict.ToString());
            _json.WriteString("words", compared.Words);
            _json.WriteNumber("fixed", compared.Fixed);
            _json.WriteNumber("regressed", compared.Regressed);
            _json.WriteNumber("onlyHere", compared.OnlyHere);
            _json.WriteNumber("onlyInBase", compared.OnlyThere);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteJudges(IReadOnlyList<EvalGrader> graders)
    {
        _json.WriteStartArray("judges");
        foreach (var grader in graders)
        {
            _json.WriteStartObject();
            _json.WriteString("judge", grader.Ref);
            _json.WriteString("type", grader.Type);
            _json.WriteString("provider", grader.Provider.Label);
            _json.WriteString("providerId", grader.Provider.Id);
            _json.WriteStartArray("prompt");
            foreach (var message in grader.Messages)
            {
                _json.WriteStartObject();
                _json.WriteString("role", message.Role);
                _json.WriteString("content", message.Content);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteCandidate(GetRun.Candidate candidate)
    {
        var planned = _report.Plan.Candidates[candidate.Position];
        _json.WriteStartObject();
        _json.WriteNumber("promptIdx", candidate.Position);
        _json.WriteString("provider", planned.Provider.Label);
        _json.WriteString("providerId", planned.Provider.Id);
        _json.WriteString("label", planned.Prompt.Prompt.Label);
        _json.WriteString("raw", planned.Prompt.Prompt.Raw);
        _json.WriteStartObject("metrics");
        ResultJson.Number(_json, "passRate", candidate.Summary?.PassRate?.Value);
        ResultJson.Number(_json, "passRateLow", candidate.Summary?.PassRate?.Low);
        ResultJson.Number(_json, "passRateHigh", candidate.Summary?.PassRate?.High);
        ResultJson.Number(_json, "meanScore", candidate.Summary?.MeanScore?.Value);
        _json.WriteStartObject("named");
        foreach (var metric in candidate.Summary?.Metrics ?? [])
            _json.WriteNumber(metric.Name, metric.Mean);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }
}
