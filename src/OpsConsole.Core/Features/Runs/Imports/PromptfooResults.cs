using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using static OpsConsole.Core.Features.Runs.Imports.ImportFields;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>
/// The results of <c>promptfoo eval -o out.json</c>. A test is told by its variables and description, so that the same test twice is one case with repeats,
/// as promptfoo's own numbering does not tell them apart.
/// </summary>
internal sealed class PromptfooResults(ImportFields fields)
{
    private readonly List<ImportedCandidate> _candidates = [];
    private readonly List<ImportedCase> _cases = [];
    private IReadOnlyList<JsonElement> _prompts = [];
    private readonly Dictionary<string, int> _candidateOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _caseOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Case, int Candidate), int> _repeats = [];

    public static bool Fits(JsonElement root) => Member(Member(root, "results"), "results") is { ValueKind: JsonValueKind.Array };

    public ImportedRun Read(JsonElement root)
    {
        var summary = Member(root, "results")!.Value;
        if (Member(summary, "version") is { } version && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number is 3 or 4))
            fields.Fault("results.version", $"is {version.GetRawText()}; versions 3 and 4 are read. Export the results with a newer promptfoo");
        _prompts = [.. Items(Member(summary, "prompts"))];
        var results = new List<ImportedResult>();
        foreach (var (index, item) in Items(Member(summary, "results")).Index())
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"result {index + 1}");
            if (item.ValueKind != JsonValueKind.Object)
                fields.Fault(where, "is not an object");
            else
                results.Add(Read(item, where));
        }

        if (results.Count == 0)
            fields.Fault("results", "holds no result");
        var name = Text(Member(Member(root, "config"), "description")) ?? Text(Member(root, "evalId")) ?? "promptfoo evaluation";
        return new ImportedRun("promptfoo", name, Time(Member(summary, "timestamp")) ?? Time(Member(root, "createdAt")), _candidates, _cases, results);
    }

    private ImportedResult Read(JsonElement item, string where)
    {
        var (test, candidate) = (CaseOf(item), CandidateOf(item, where));
        var repeat = _repeats[(test, candidate)] = _repeats.GetValueOrDefault((test, candidate), -1) + 1;
        var response = Member(item, "response");
        var usage = Member(item, "tokenUsage") ?? Member(response, "tokenUsage");
        var output = Member(response, "output");
        var score = fields.Number(item, "score", where);
        if (Flag(Member(item, "success")) is not { } pass)
        {
            fields.Fault(where, "does not say whether it passed: 'success' is missing");
            pass = false;
        }

        if (score is < 0 or > 1)
            fields.Fault(where, string.Create(CultureInfo.InvariantCulture, $"score is {score}; scores lie between 0 and 1"));
        return new ImportedResult(test, candidate, repeat)
        {
            Pass = pass,
            Score = score ?? (pass ? 1 : 0),
            LatencyMs = fields.Number(item, "latencyMs", where, MaxLatencyMs),
            CostUsd = (decimal?)fields.Number(item, "cost", where, MaxCostUsd),
            InputTokens = fields.Whole(usage, "prompt", where),
            OutputTokens = fields.Whole(usage, "completion", where),
            Cached = Flag(Member(response, "cached")) == true,
            Output = Text(output) ?? "",
            FinishReason = Text(Member(response, "finishReason")),
            Error = IsError(item, response, output) ? Text(Member(response, "error")) ?? Text(Member(item, "error")) ?? "The provider gave no answer." : null,
            Assertions = [.. Items(Member(Member(item, "gradingResult"), "componentResults")).Where(check => check.ValueKind == JsonValueKind.Object).Select(check => Check(check, where))],
        };
    }

    // promptfoo's 2 is an error of the provider; older files only leave the output out.
    private static bool IsError(JsonElement item, JsonElement? response, JsonElement? output) =>
        Member(item, "failureReason") is { ValueKind: JsonValueKind.Number } reason ? reason.TryGetInt32(out var code) && code == 2 : output is null || Member(response, "error") is not null;

    private AssertionResult Check(JsonElement check, string where)
    {
        var assertion = Member(check, "assertion");
        var pass = Flag(Member(check, "pass")) == true;
        return new AssertionResult(
            Text(Member(assertion, "type")) ?? "assert-set", pass, Math.Clamp(fields.Number(check, "score", where) ?? (pass ? 1 : 0), 0, 1), Text(Member(check, "reason")) ?? "",
            Text(Member(assertion, "metric")), Math.Max(0, fields.Number(assertion, "weight", where) ?? 1));
    }

    private int CaseOf(JsonElement item)
    {
        var test = Member(item, "testCase");
        var vars = Member(item, "vars") ?? Member(test, "vars");
        var variables = vars is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().GroupBy(member => member.Name).ToDictionary(group => group.Key, group => group.Last().Value) : [];
        var description = Text(Member(item, "description")) ?? Text(Member(test, "description"));
        var question = variables.TryGetValue("question", out var asked) ? Text(asked) : null;
        var title = description ?? question ?? variables.Values.Select(value => Text(value)).FirstOrDefault() ?? "Test";
        var key = ContentHash.Of(new { title, variables });
        if (!_caseOf.TryGetValue(key, out var index))
        {
            _caseOf.Add(key, index = _cases.Count);
            _cases.Add(new ImportedCase(title, variables, []));
        }

        return index;
    }

    private int CandidateOf(JsonElement item, string where)
    {
        var provider = Member(item, "provider");
        var id = provider is { ValueKind: JsonValueKind.String } plain ? plain.GetString() : Text(Member(provider, "id"));
        var prompt = Member(item, "prompt");
        if (string.IsNullOrEmpty(id))
            fields.Fault(where, "names no provider");
        var (model, label, raw) = (id ?? "unknown", Text(Member(prompt, "label")), TemplateOf(item) ?? Text(Member(prompt, "raw")));
        var key = $"{model}\n{label}\n{Text(Member(item, "promptIdx"))}";
        if (!_candidateOf.TryGetValue(key, out var index))
        {
            _candidateOf.Add(key, index = _candidates.Count);
            var shown = Text(Member(provider, "label")) is { Length: > 0 } given ? given : model;
            _candidates.Add(new ImportedCandidate(shown, label ?? raw ?? "prompt", Messages(raw ?? "{{ prompt }}"), model));
        }

        return index;
    }

    // A result holds its prompt as it was rendered; the template stands in the list of prompts, or is the label.
    private string? TemplateOf(JsonElement item)
    {
        if (Member(item, "promptIdx") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var index) && index >= 0 && index < _prompts.Count)
            return Text(Member(_prompts[index], "raw"));
        return Text(Member(Member(item, "prompt"), "label")) is { } label && label.Contains("{{", StringComparison.Ordinal) ? label : null;
    }

    private static IReadOnlyList<PromptMessage> Messages(string raw)
    {
        if (raw.TrimStart().StartsWith('['))
        {
            try
            {
                using var list = JsonDocument.Parse(raw);
                var messages = Items(list.RootElement).Select(message => (Role: Text(Member(message, "role")), Content: Text(Member(message, "content")))).ToList();
                if (messages.Count > 0 && messages.TrueForAll(message => message is { Role: not null, Content: not null }))
                    return [.. messages.Select(message => new PromptMessage(message.Role!, message.Content!))];
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                // A text that only begins like a list.
            }
        }

        return [new PromptMessage("user", raw)];
    }
}
