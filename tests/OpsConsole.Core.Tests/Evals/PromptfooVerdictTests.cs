using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>Runs every recorded promptfoo verdict whose assertions the console evaluates.</summary>
public sealed class PromptfooVerdictTests
{
    private const string File = "assertions-promptfoo.jsonl";

    /// <summary>Where the console decides otherwise on purpose. docs/assertions.md says the same to its users.</summary>
    private static readonly Dictionary<int, string> Different = new()
    {
        [283] = "“transform” is JavaScript, which the console does not run; the key is refused by name",
        [490] = @"\p{L} means a letter, as its author meant it; without the u flag JavaScript reads it as one of the signs p { L }",
    };

    [Fact]
    public async Task EvaluateAsync_EveryRecordedCase_AgreesWithPromptfoo()
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
            if (!IsOurs(record) || Different.ContainsKey(id))
            {
                continue;
            }

            count++;
            if (await DisagreementAsync(record) is { } disagreement)
            {
                wrong.Add($"{id}: {disagreement} in {line}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(count > 280, $"only {count} cases were found");
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
        return new AssertionContext
        {
            Output = output.ValueKind == JsonValueKind.String ? output.GetString()! : output.GetRawText(),
            Variables = record.TryGetProperty("vars", out var variables)
                ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.Clone())
                : [],
            LatencyMs = record.TryGetProperty("latencyMs", out var latency) ? latency.GetDouble() : null,
            CostUsd = record.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : null,
        };
    }

    private static bool IsOurs(JsonElement record) =>
        record.GetProperty("kind").GetString() == "assertion"
            ? AssertionTypes.IsKnown(record.GetProperty("assertion").GetProperty("type").GetString()!)
            : !record.GetProperty("test").TryGetProperty("assert", out var list)
              || list.EnumerateArray().All(assertion => AssertionTypes.IsKnown(assertion.GetProperty("type").GetString()!));
}
