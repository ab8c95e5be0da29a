using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using static OpsConsole.Core.Features.Runs.Imports.ImportFields;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>
/// Results of Microsoft.Extensions.AI.Evaluation: a <c>ScenarioRunResult</c>, a list of them, or the file of its JSON report. A scenario is a case, an
/// iteration a repeat, an execution on a model a candidate, a metric an assertion.
/// </summary>
internal sealed class EvaluationResults(ImportFields fields)
{
    private readonly List<ImportedCandidate> _candidates = [];
    private readonly List<ImportedCase> _cases = [];
    private readonly Dictionary<string, int> _candidateOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _caseOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Case, int Candidate), int> _repeats = [];

    public static bool Fits(JsonElement root) => Results(root).Any(item => Member(item, "scenarioName") is not null);

    public ImportedRun Read(JsonElement root)
    {
        var results = new List<ImportedResult>();
        DateTime? newest = null;
        foreach (var (index, item) in Results(root).Index())
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"result {index + 1}");
            if (Text(Member(item, "scenarioName")) is not { Length: > 0 } scenario)
            {
                fields.Fault(where, "has no scenarioName");
                continue;
            }

            results.Add(Read(item, scenario, where));
            newest = new[] { newest, Time(Member(item, "creationTime")) }.Max();
        }

        var executions = Results(root).Select(item => Text(Member(item, "executionName"))).OfType<string>().Distinct().Take(2).ToList();
        return new ImportedRun("Microsoft.Extensions.AI.Evaluation", executions is [var only] ? $"Evaluation {only}" : "Evaluation", newest, _candidates, _cases, results);
    }

    private static IEnumerable<JsonElement> Results(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : Member(root, "scenarioRunResults") is { } list ? Items(list) : [root];

    private ImportedResult Read(JsonElement item, string scenario, string where)
    {
        var turns = Items(Member(Member(item, "chatDetails"), "turnDetails")).ToList();
        var response = Member(item, "modelResponse");
        var model = Text(Member(response, "modelId")) ?? turns.Select(turn => Text(Member(turn, "model"))).FirstOrDefault(name => name is not null) ?? "unknown";
        var (test, candidate) = (CaseOf(item, scenario), CandidateOf(Text(Member(item, "executionName")) ?? "execution", model));
        var repeat = _repeats[(test, candidate)] = _repeats.GetValueOrDefault((test, candidate), -1) + 1;
        var metrics = Member(Member(item, "evaluationResult"), "metrics");
        var checks = metrics is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().Select(metric => Check(metric, where)).ToList() : [];
        if (checks.Count == 0)
            fields.Fault(where, "has no metric");
        var judged = checks.Where(check => !check.Fault).ToList();
        return new ImportedResult(test, candidate, repeat)
        {
            Pass = checks.Count > 0 && checks.TrueForAll(check => check.Pass),
            Score = judged.Count == 0 ? 0 : judged.Average(check => check.Score),
            LatencyMs = turns.Count == 0 ? null : turns.Sum(turn => Seconds(Member(turn, "latency")) ?? 0) * 1000,
            InputTokens = turns.Sum(turn => fields.Whole(Member(turn, "usage"), "inputTokenCount", where)),
            OutputTokens = turns.Sum(turn => fields.Whole(Member(turn, "usage"), "outputTokenCount", where)),
            Cached = turns.Count > 0 && turns.TrueForAll(turn => Flag(Member(turn, "cacheHit")) == true),
            Output = string.Join("\n", Items(Member(response, "messages")).Select(Words)),
            ModelReturned = Text(Member(response, "modelId")),
            FinishReason = Text(Member(response, "finishReason")),
            Error = checks.Count > 0 && judged.Count == 0 ? $"No metric could be evaluated: {checks[0].Reason}" : null,
            Assertions = checks,
        };
    }

    private AssertionResult Check(JsonProperty metric, string where)
    {
        var interpretation = Member(metric.Value, "interpretation");
        var value = Member(metric.Value, "value");
        var reason = Text(Member(interpretation, "reason")) ?? Text(Member(metric.Value, "reason")) ?? Text(value) ?? "";
        var fault = Items(Member(metric.Value, "diagnostics")).FirstOrDefault(diagnostic => Text(Member(diagnostic, "severity")) is "error" or "Error");
        if (fault.ValueKind == JsonValueKind.Object)
            return new AssertionResult(metric.Name, false, 0, Text(Member(fault, "message")) ?? reason, metric.Name, Fault: true);
        var failed = Flag(Member(interpretation, "failed"));
        if (Score(interpretation, value, failed) is { } score)
            return new AssertionResult(metric.Name, failed is { } said ? !said : score >= 0.5, score, reason, metric.Name);
        if (value is { ValueKind: JsonValueKind.Number } or { ValueKind: JsonValueKind.String })
            fields.Fault($"{where}, metric {metric.Name}", $"{Text(value)} has no rating and is no number from 0 to 1: it cannot be told whether it is good");
        return new AssertionResult(metric.Name, false, 0, reason.Length > 0 ? reason : "The metric has no value.", metric.Name, Fault: true);
    }

    // The library's own rating, on whatever scale the metric is; without one, a truth or a share speaks for itself.
    private static double? Score(JsonElement? interpretation, JsonElement? value, bool? failed) => Text(Member(interpretation, "rating"))?.ToLowerInvariant() switch
    {
        "unacceptable" => 0,
        "poor" => 0.25,
        "average" => 0.5,
        "good" => 0.75,
        "exceptional" => 1,
        _ when Flag(value) is { } truth => truth ? 1 : 0,
        _ when value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var share) && share is >= 0 and <= 1 => share,
        _ when failed is { } known => known ? 0 : 1,
        _ => null,
    };

    private int CaseOf(JsonElement item, string scenario)
    {
        if (_caseOf.TryGetValue(scenario, out var index))
            return index;
        _caseOf.Add(scenario, index = _cases.Count);
        var input = string.Join("\n", Items(Member(item, "messages")).Select(Words));
        _cases.Add(new ImportedCase(
            scenario,
            new Dictionary<string, JsonElement> { ["input"] = JsonSerializer.SerializeToElement(input) },
            [.. Items(Member(item, "tags")).Select(tag => Text(tag)).OfType<string>().Distinct().Take(20)]));
        return index;
    }

    private int CandidateOf(string execution, string model)
    {
        var key = $"{execution}\n{model}";
        if (!_candidateOf.TryGetValue(key, out var index))
        {
            _candidateOf.Add(key, index = _candidates.Count);
            _candidates.Add(new ImportedCandidate($"{execution} · {model}", "evaluation", [new PromptMessage("user", "{{ input }}")], model));
        }

        return index;
    }

    private static string Words(JsonElement message) => string.Join("\n", Items(Member(message, "contents")).Select(content => Text(Member(content, "text"))).OfType<string>());

    // Seconds as a number in the report's files, a span of time in others.
    private static double? Seconds(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var seconds) && double.IsFinite(seconds) => seconds,
        { ValueKind: JsonValueKind.String } text when TimeSpan.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var span) => span.TotalSeconds,
        _ => null,
    };
}
