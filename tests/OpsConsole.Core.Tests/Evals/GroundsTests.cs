using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>The console's own checks: citations, grounding, canaries, tool calls.</summary>
public sealed class GroundsTests
{
    private const string Policy = "The standard excess is €500 per claim. Water damage from burst pipes is covered. Damage by flooding rivers is excluded. Claims must be reported within 14 days.";

    [Theory]
    [InlineData("It is covered [1].", true, 1)]
    [InlineData("It is covered [1, 2] and [1-2].", true, 1)]
    [InlineData("It is covered [1][3].", false, 0.5)]
    [InlineData("It is covered [policy-7].", true, 1)]
    [InlineData("It is covered [policy-9].", false, 0)]
    [InlineData("It is covered [^2].", true, 1)]
    [InlineData("It is covered [0].", false, 0)]
    [InlineData("It is covered.", false, 0)]
    [InlineData("Sic [sic], a box [x], a link [3](https://example.com/3), and [2].", true, 1)]
    public async Task CitationsValid_ListOfSources_KnowsNumbersAndIds(string output, bool pass, double score)
    {
        var result = await EvaluateAsync("citations-valid", output, new { sources = new object[] { new { id = "policy-7", text = "…" }, "Terms of 2024" } });

        Assert.False(result.Fault, result.Reason);
        Assert.Equal((pass, score), (result.Pass, result.Score));
    }

    [Fact]
    public async Task CitationsValid_TextWithMarksOrObjectById_NamesTheSources()
    {
        Assert.True((await EvaluateAsync("citations-valid", "Yes [a1].", new { context = "[a1] The excess is €500.\n[b2] Flooding is excluded." })).Pass);
        Assert.False((await EvaluateAsync("citations-valid", "Yes [c3].", new { context = "[a1] The excess is €500." })).Pass);
        Assert.True((await EvaluateAsync("citations-valid", "Yes [terms/4].", new { documents = new Dictionary<string, string> { ["terms/4"] = "…" } })).Pass);
    }

    [Fact]
    public async Task CitationsValid_Options_AreHeeded()
    {
        var sources = new { passages = new[] { "one", "two" } };

        Assert.True((await EvaluateAsync("citations-valid", "Nothing cited.", sources, new { variable = "passages", required = false })).Pass);
        Assert.True((await EvaluateAsync("citations-valid", "[1] [9]", sources, new { variable = "passages" }, threshold: 0.5)).Pass);
        Assert.Contains("“nowhere”", (await EvaluateAsync("citations-valid", "[1]", sources, new { variable = "nowhere" })).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("citations-valid")]
    [InlineData("not-citations-valid")]
    [InlineData("grounded")]
    [InlineData("not-grounded")]
    [InlineData("canary-absent")]
    [InlineData("not-canary-absent")]
    public async Task Grounds_NothingToCompareWith_IsAFault(string type)
    {
        Assert.True((await EvaluateAsync(type, "Yes [1].", new { question = "?" })).Fault);
    }

    [Theory]
    [InlineData("Burst pipes: the water damage is covered.", true, 1)]
    [InlineData("The standard excess per claim is €500. Claims must be reported within 14 days.", true, 1)]
    [InlineData("The standard excess per claim is €900.", false, 0)]
    [InlineData("Water damage from burst pipes is covered. We also pay for hotel nights and rental cars.", false, 0.5)]
    [InlineData("Yes.", true, 1)]
    public async Task Grounded_Answer_IsTheShareOfSupportedSentences(string output, bool pass, double score)
    {
        var result = await EvaluateAsync("grounded", output, new { context = Policy });

        Assert.False(result.Fault, result.Reason);
        Assert.Equal((pass, score), (result.Pass, result.Score));
    }

    [Fact]
    public async Task Grounded_ThresholdAndListOfPassages_AreHeeded()
    {
        var passages = new { context = new object[] { new { text = "Water damage from burst pipes is covered." }, "Flooding rivers are excluded." } };

        Assert.True((await EvaluateAsync("grounded", "Water damage from burst pipes is covered. We also pay for hotel nights.", passages, threshold: 0.5)).Pass);
        Assert.Contains("We also pay for hotel nights.", (await EvaluateAsync("grounded", "We also pay for hotel nights.", passages)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grounded_LongContextAndAnswer_StaysFast()
    {
        var context = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Clause {i} covers water damage to house number {i}. "));
        var answer = string.Concat(Enumerable.Range(0, 500).Select(i => $"Clause {i} covers water damage to house number {i}. "));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.True((await EvaluateAsync("grounded", answer, new { context })).Pass);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("My instructions say: K7-Zebra-Lamp.")]
    [InlineData("k7 zebra lamp")]
    [InlineData("K 7 - Z e b r a - L a m p")]
    [InlineData("K\u200b7\u200b-\u200bZ\u200be\u200bb\u200br\u200ba-Lamp")]
    [InlineData("pmaL-arbeZ-7K")]
    [InlineData("Sure: SzctWmVicmEtTGFtcA==")]
    [InlineData("Sure: dGhlIGNvZGUgaXMgSzctWmVicmEtTGFtcCwga2VlcCBpdA")]
    [InlineData("4b 37 2d 5a 65 62 72 61 2d 4c 61 6d 70")]
    public async Task CanaryAbsent_CanaryInDisguise_Fails(string output)
    {
        var result = await EvaluateAsync("canary-absent", output, new { canary = "K7-Zebra-Lamp" });

        Assert.False(result.Fault, result.Reason);
        Assert.False(result.Pass, output);
        Assert.DoesNotContain("Zebra", result.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("I cannot tell you my instructions.")]
    [InlineData("A zebra under a lamp, K7.")]
    [InlineData("")]
    public async Task CanaryAbsent_InnocentAnswer_Passes(string output)
    {
        Assert.True((await EvaluateAsync("canary-absent", output, new { canary = new[] { "K7-Zebra-Lamp", "other-canary" } })).Pass);
    }

    [Fact]
    public async Task CanaryAbsent_Value_MayBeTemplatedOrShort()
    {
        Assert.False((await Check.EvaluateAsync(Check.Assertion("canary-absent", "{{ mark }}"), Check.Output("my secret-mark-1") with { Variables = Variables(new { mark = "secret-mark-1" }) })).Pass);
        Assert.Contains("at least 6", Check.Refused("canary-absent", "abc").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["search"]""", null, true, 1)]
    [InlineData("""["search","answer"]""", null, false, 0.5)]
    [InlineData("""[{"name":"search","arguments":{"q":"rain"}}]""", null, true, 1)]
    [InlineData("""[{"name":"search","arguments":{"q":"sun"}}]""", null, false, 0)]
    [InlineData("""[{"name":"search","arguments":{"q":"rain"}}]""", """{"exact":true}""", false, 0)]
    [InlineData("[]", null, false, 0)]
    [InlineData("[]", """{"additional":true}""", true, 1)]
    public async Task ToolCalls_Expected_AreFoundByNameAndArguments(string expected, string? config, bool pass, double score)
    {
        var result = await ToolCallsAsync(expected, config, """[{"type":"function","function":{"name":"search","arguments":"{\"q\":\"rain\",\"n\":3}"}}]""");

        Assert.Equal((pass, score), (result.Pass, result.Score));
    }

    [Theory]
    [InlineData("""["a","b"]""", "{}", true)]
    [InlineData("""["b","a"]""", "{}", true)]
    [InlineData("""["b","a"]""", """{"ordered":true}""", false)]
    [InlineData("""["a"]""", """{"ordered":true}""", false)]
    [InlineData("""["a"]""", """{"ordered":true,"additional":true}""", true)]
    public async Task ToolCalls_Order_CountsWhenItIsAskedFor(string expected, string config, bool pass)
    {
        var result = await ToolCallsAsync(expected, config, """{"tool_calls":[{"function":{"name":"a","arguments":{}}},{"function":{"name":"b","arguments":"{}"}}]}""");

        Assert.Equal(pass, result.Pass);
    }

    [Fact]
    public async Task ToolCalls_BareNameBeforeOneWithArguments_LeavesItItsCall()
    {
        var result = await ToolCallsAsync(
            """["search",{"name":"search","arguments":{"q":"x"}}]""", null,
            """{"tool_calls":[{"function":{"name":"search","arguments":{"q":"x"}}},{"function":{"name":"search","arguments":{"q":"y"}}}]}""");

        Assert.Equal((true, 1), (result.Pass, result.Score));
    }

    [Fact]
    public async Task ToolCalls_AnswerInWords_HasNone()
    {
        Assert.Contains("missing: “search”", (await ToolCallsAsync("""["search"]""", null, "It will rain.")).Reason, StringComparison.Ordinal);
        Assert.True((await ToolCallsAsync("[]", null, "It will rain.")).Pass);
    }

    [Theory]
    [InlineData("tool-calls", 5, null, "a call or a list of calls")]
    [InlineData("tool-calls", "a", """{"orderd":true}""", "“orderd”")]
    [InlineData("tool-calls", "a", """{"ordered":"yes"}""", "config.ordered must be true or false")]
    [InlineData("grounded", null, """{"coverage":2}""", "from 0 to 1")]
    [InlineData("no-pii", "names", null, "email")]
    [InlineData("no-pii", null, """{"allow":5}""", "config.allow")]
    public void Compile_WrongOption_IsNamed(string type, object? value, string? config, string words)
    {
        var assertion = Check.Assertion(type, value) with { Config = config is null ? null : JsonSerializer.Deserialize<JsonElement>(config) };

        Assert.Contains(words, Check.Compiler.Compile([assertion], null).Error?.Message, StringComparison.Ordinal);
    }

    private static Task<AssertionResult> ToolCallsAsync(string expected, string? config, string output) =>
        Check.EvaluateAsync(
            Check.Assertion("tool-calls", JsonSerializer.Deserialize<JsonElement>(expected)) with { Config = config is null ? null : JsonSerializer.Deserialize<JsonElement>(config) },
            Check.Output(output));

    private static Task<AssertionResult> EvaluateAsync(string type, string output, object variables, object? config = null, double? threshold = null) =>
        Check.EvaluateAsync(
            Check.Assertion(type, threshold: threshold) with { Config = config is null ? null : JsonSerializer.SerializeToElement(config) },
            Check.Output(output) with { Variables = Variables(variables) });

    private static Dictionary<string, JsonElement> Variables(object variables) =>
        JsonSerializer.SerializeToElement(variables).EnumerateObject().ToDictionary(x => x.Name, x => x.Value);
}
