using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using static OpsConsole.Core.Features.Runs.Imports.ImportFields;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>
/// Results of Microsoft.Extensions.AI.Evaluation.Reporting: the files of its result store (a <c>ScenarioRunResult</c> each), a list of them, or its JSON report.
/// A scenario is a case; its iterations are repeats where they ask the same, and cases of their own where they are the rows of a data-driven test; a model
/// is a candidate, under each execution; a metric is an assertion.
/// </summary>
internal sealed class EvaluationResults(ImportFields fields)
{
    private readonly List<ImportedCandidate> _candidates = [];
    private readonly List<ImportedCase> _cases = [];
    private readonly Dictionary<string, int> _candidateOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scenario, string Input), int> _caseOf = [];
    private readonly Dictionary<(int Case, int Candidate), int> _repeats = [];

    public static bool Fits(JsonElement root) => Items(root).Any(item => Member(item, "scenarioName") is not null);

    public ImportedRun Read(IReadOnlyList<ImportReader.Root> roots)
    {
        // By name and not by place: the files of a folder come in any order, and the same cases must make the same version of their dataset.
        var found = roots.SelectMany(Found)
            .OrderBy(entry => entry.Scenario, StringComparer.Ordinal)
            .ThenBy(entry => int.TryParse(entry.Iteration, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
            .ThenBy(entry => entry.Iteration, StringComparer.Ordinal)
            .ThenBy(entry => entry.Execution, StringComparer.Ordinal)
            .ToList();
        foreach (var again in found.GroupBy(entry => (entry.Scenario, entry.Iteration, entry.Execution)).SelectMany(same => same.Skip(1)))
            fields.Fault(again.Where, $"is iteration {again.Iteration} of {again.Scenario} under {again.Execution} a second time");
        var executions = found.Select(entry => entry.Execution).Distinct().ToList();
        var several = found.GroupBy(entry => entry.Scenario).Where(group => group.Select(entry => entry.Input).Distinct().Count() > 1).Select(group => group.Key).ToHashSet();
        List<ImportedResult> results = [.. found.Select(entry => Read(entry, several.Contains(entry.Scenario), executions.Count > 1))];
        return new ImportedRun(
            "Microsoft.Extensions.AI.Evaluation", "Evaluation results", found.Max(entry => Time(Member(entry.Item, "creationTime"))), _candidates, _cases, results)
        {
            Execution = executions is [var only] ? only : null,
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : Member(root, "scenarioRunResults") is { } list ? ImportFields.Items(list) : [root];

    private IEnumerable<Entry> Found(ImportReader.Root root)
    {
        var items = Items(root.Json).ToList();
        foreach (var (index, item) in items.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"result {index + 1}");
            var where = root.Label is not { } file ? place : items.Count == 1 ? file : $"{file}, {place}";
            if (Text(Member(item, "scenarioName")) is { Length: > 0 } scenario)
            {
                yield return new Entry(
                    where, item, scenario, Text(Member(item, "iterationName")) ?? "1", Text(Member(item, "executionName")) ?? "execution", Words(Member(item, "messages")));
            }
            else
            {
                fields.Fault(where, "has no scenarioName");
            }
        }
    }

    private ImportedResult Read(Entry entry, bool severalInputs, bool severalExecutions)
    {
        var turns = ImportFields.Items(Member(Member(entry.Item, "chatDetails"), "turnDetails")).ToList();
        var response = Member(entry.Item, "modelResponse");
        var answer = TurnOf(response, turns);
        var model = Text(Member(response, "modelId")) ?? Text(Member(answer, "model")) ?? "unknown";
        var (test, candidate) = (CaseOf(entry, severalInputs), CandidateOf(severalExecutions ? $"{entry.Execution} · {model}" : model, model));
        var repeat = _repeats[(test, candidate)] = _repeats.GetValueOrDefault((test, candidate), -1) + 1;
        var usage = Member(response, "usage") ?? Member(answer, "usage");
        var metrics = Member(Member(entry.Item, "evaluationResult"), "metrics");
        var checks = metrics is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().Select(metric => new EvaluationMetricReader(fields, entry.Where).Read(metric)).ToList() : [];
        if (checks.Count == 0)
            fields.Fault(entry.Where, "has no metric");
        var judged = checks.Where(check => !check.Fault).ToList();
        return new ImportedResult(test, candidate, repeat)
        {
            Pass = checks.Count > 0 && checks.TrueForAll(check => check.Pass),
            Score = judged.Count == 0 ? 0 : judged.Average(check => check.Score),
            LatencyMs = fields.Number(answer, "latency", entry.Where, MaxLatencyMs / 1000) * 1000,
            InputTokens = fields.Whole(usage, "inputTokenCount", entry.Where),
            OutputTokens = fields.Whole(usage, "outputTokenCount", entry.Where),
            Cached = Flag(Member(answer, "cacheHit")) == true,
            Output = Words(Member(response, "messages")),
            ModelReturned = Text(Member(response, "modelId")),
            FinishReason = Text(Member(response, "finishReason")),
            Error = checks.Count > 0 && judged.Count == 0 ? $"No metric could be evaluated: {checks[0].Reason}" : null,
            Assertions = checks,
        };
    }

    // The turns of a scenario are those of its evaluators too, which ask the same client. The answer's own is the one of the same model and usage, or the only one.
    private static JsonElement? TurnOf(JsonElement? response, List<JsonElement> turns)
    {
        var own = turns.FindAll(turn => Member(turn, "usage") is { } usage && Member(response, "usage") is { } used && JsonElement.DeepEquals(usage, used)
            && Text(Member(turn, "model")) == Text(Member(response, "modelId")));
        return own is [var same] ? same : turns is [var only] ? only : null;
    }

    private int CaseOf(Entry entry, bool severalInputs)
    {
        if (_caseOf.TryGetValue((entry.Scenario, entry.Input), out var index))
            return index;
        _caseOf.Add((entry.Scenario, entry.Input), index = _cases.Count);
        _cases.Add(new ImportedCase(
            severalInputs ? $"{entry.Scenario} · {entry.Iteration}" : entry.Scenario,
            new Dictionary<string, JsonElement> { ["input"] = JsonSerializer.SerializeToElement(entry.Input) },
            [.. ImportFields.Items(Member(entry.Item, "tags")).Select(tag => Text(tag)).OfType<string>().Distinct().Take(20)]));
        return index;
    }

    private int CandidateOf(string name, string model)
    {
        if (!_candidateOf.TryGetValue(name, out var index))
        {
            _candidateOf.Add(name, index = _candidates.Count);
            _candidates.Add(new ImportedCandidate(name, "evaluation", [new PromptMessage("user", "{{ input }}")], model));
        }

        return index;
    }

    // Reasoning has a text as well, and is no part of what was said.
    private static string Words(JsonElement? messages) => string.Join("\n", ImportFields.Items(messages)
        .SelectMany(message => ImportFields.Items(Member(message, "contents")))
        .Where(content => Text(Member(content, "$type")) is null or "text")
        .Select(content => Text(Member(content, "text"))).OfType<string>());

    /// <summary>One iteration of a scenario under an execution, and where it stands.</summary>
    private sealed record Entry(string Where, JsonElement Item, string Scenario, string Iteration, string Execution, string Input);
}
