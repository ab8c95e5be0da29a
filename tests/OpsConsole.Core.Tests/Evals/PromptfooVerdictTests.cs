using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>Runs every recorded promptfoo verdict there is.</summary>
public sealed class PromptfooVerdictTests
{
    private const string File = "assertions-promptfoo.jsonl";

    private const int Recorded = 600;
    private const string ScoreOfOne = "scores lie between 0 and 1; the number returned stays in the reason";
    private const string ThresholdIsNoNumber = "a threshold that is no number is refused when the assertion is stored";
    private const string NoDefinitions = "the definitions of the tools are in the provider's configuration, which the record does not hold: a fault says so";
    private const string EmptyRefusal = "what passes scores 1";

    /// <summary>Where the console decides otherwise on purpose. docs/assertions.md says the same to its users.</summary>
    private static readonly Dictionary<int, string> Different = new()
    {
        [41] = "a finish reason that nobody reports is a fault, not a different reason: it must not pass behind not-",
        [114] = ScoreOfOne,
        [117] = ScoreOfOne,
        [130] = "a threshold of null is no threshold, so 0 fails as it does without one; JavaScript compares 0 >= null, which is true",
        [131] = ThresholdIsNoNumber,
        [132] = ThresholdIsNoNumber,
        [143] = NoDefinitions,
        [146] = NoDefinitions,
        [151] = NoDefinitions,
        [172] = EmptyRefusal,
        [173] = EmptyRefusal,
        [298] = "SQL needs no AS before an alias: “first_name last_name” is a column under another name",
        [490] = @"\p{L} means a letter, as its author meant it; without the u flag JavaScript reads it as one of the signs p { L }",
        [1003] = "not- turns the score round as it does for every other type",
    };

    [Fact]
    public async Task EvaluateAsync_EveryRecordedCase_AgreesWithPromptfooOrIsAListedDifference()
    {
        var path = SharedData.Find(File);
        Assert.SkipWhen(path is null, $"shared/data/{File} is not here");

        var wrong = new List<string>();
        var count = 0;
        foreach (var line in await System.IO.File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            var id = record.GetProperty("id").GetInt32();
            count++;
            var disagreement = await DisagreementAsync(record);
            if (disagreement is null == Different.ContainsKey(id))
            {
                wrong.Add($"{id}: {disagreement ?? "no longer differs"} in {line}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}\n" + string.Join('\n', wrong));
        Assert.Equal(Recorded, count);
    }

    private static async Task<string?> DisagreementAsync(JsonElement record)
    {
        var isTest = record.GetProperty("kind").GetString() == "test";
        var expected = record.GetProperty("expected");
        var refused = expected.TryGetProperty("refused", out _);
        var list = isTest
            ? record.GetProperty("test").TryGetProperty("assert", out var several) ? several : JsonSerializer.SerializeToElement(Array.Empty<int>())
            : JsonSerializer.SerializeToElement(new[] { record.GetProperty("assertion") });
        double? threshold = isTest && record.GetProperty("test").TryGetProperty("threshold", out var limit) ? limit.GetDouble() : null;

        var parsed = AssertionJson.Parse(list);
        if (!parsed.IsOk)
        {
            return refused ? null : parsed.Error.Message;
        }

        var set = Check.Compiler.Compile(parsed.Value, threshold);
        if (!set.IsOk)
        {
            return refused ? null : set.Error.Message;
        }

        var verdict = await set.Value.EvaluateAsync(ContextOf(record), TestContext.Current.CancellationToken);
        if (refused)
        {
            return verdict.Results.Any(result => result.Fault) ? null : "refused by promptfoo";
        }

        return verdict.Results.Any(result => result.Fault) ? $"fault: {verdict.Reason}"
            : expected.TryGetProperty("pass", out var pass) && pass.GetBoolean() != verdict.Pass ? $"pass is {verdict.Pass}: {verdict.Reason}"
            : expected.TryGetProperty("score", out var score) && Math.Abs(score.GetDouble() - verdict.Score) > 1e-9 ? $"score is {verdict.Score}"
            : null;
    }

    private static AssertionContext ContextOf(JsonElement record)
    {
        var output = record.GetProperty("output");
        double? meanLogProb = record.TryGetProperty("logProbs", out var probabilities) ? probabilities.EnumerateArray().Average(item => item.GetDouble()) : null;
        return new AssertionContext
        {
            Output = output.ValueKind == JsonValueKind.String ? output.GetString()! : output.GetRawText(),
            Variables = record.TryGetProperty("vars", out var variables)
                ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.Clone())
                : [],
            FinishReason = record.TryGetProperty("finishReason", out var reason) ? reason.GetString() : null,
            MeanLogProb = meanLogProb,
            LatencyMs = record.TryGetProperty("latencyMs", out var latency) ? latency.GetDouble() : null,
            CostUsd = record.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : null,
        };
    }
}
