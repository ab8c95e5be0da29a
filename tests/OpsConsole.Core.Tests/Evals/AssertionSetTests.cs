using System.Diagnostics;
using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class AssertionSetTests
{
    [Theory]
    [InlineData("contians", null, null, "assertions.unknown-type", "did you mean “contains”")]
    [InlineData("not-contians", null, null, "assertions.unknown-type", "did you mean “not-contains”")]
    [InlineData("similar:dot", "x", null, "assertions.unsupported-type", "by the cosine only")]
    [InlineData("moderation", "x", null, "assertions.unsupported-type", "not evaluated here")]
    [InlineData("contains", null, null, "assertions.invalid-value", "text")]
    [InlineData("contains-any", 5, null, "assertions.invalid-value", "list")]
    [InlineData("contains-any", "\"open", null, "assertions.invalid-value", "does not end")]
    [InlineData("regex", "(", null, "assertions.invalid-regex", "character")]
    [InlineData("is-json", "{\"type\":\"wrong\"}", null, "assertions.invalid-schema", "'wrong'")]
    [InlineData("is-json", "{\"tpye\":\"string\"}", null, "assertions.invalid-schema", "tpye")]
    [InlineData("is-json", "{\"$ref\":\"https://example.com/s.json\"}", null, "assertions.invalid-schema", "leaves the schema")]
    [InlineData("is-json", "type: [object", null, "assertions.invalid-schema", "line")]
    [InlineData("rouge-n", "x", 75.0, "assertions.invalid-threshold", "0 to 1")]
    [InlineData("latency", null, null, "assertions.invalid-threshold", "milliseconds")]
    public void Compile_UnusableAssertion_NamesIndexTypeAndReason(string type, object? value, double? threshold, string code, string words)
    {
        var set = Check.Compiler.Compile([Check.Assertion("equals", "x"), Check.Assertion(type, value, threshold)], null);

        Assert.Equal(code, set.Error?.Code);
        Assert.StartsWith($"assertion 2 ({type}): ", set.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(words, set.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SeveralFaults_NamesEachInTheDetails()
    {
        var error = Check.Compiler.Compile([Check.Assertion("icontain", "x"), Check.Assertion("is-json"), Check.Assertion("regex", "(")], null).Error;

        Assert.Equal(["assertion 1 (icontain)", "assertion 3 (regex)"], error?.Details?.Select(detail => detail.Where));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Compile_UnusableWeight_IsRefused(double weight)
    {
        var set = Check.Compiler.Compile([Check.Assertion("equals", "x", weight: weight)], null);

        Assert.Equal("assertions.invalid-weight", set.Error?.Code);
    }

    [Fact]
    public async Task EvaluateAsync_NoAssertions_PassesWithScoreOne()
    {
        var verdict = await EvaluateAsync([], 0.9, "x");

        Assert.Equal((true, 1.0, "no assertions"), (verdict.Pass, verdict.Score, verdict.Reason));
    }

    [Fact]
    public async Task EvaluateAsync_WeightedAssertions_ScoresTheWeightedMeanAndNamesTheFirstFailure()
    {
        var verdict = await EvaluateAsync([Check.Assertion("equals", "a", weight: 3), Check.Assertion("contains", "b")], null, "a");

        Assert.False(verdict.Pass);
        Assert.Equal(0.75, verdict.Score, 12);
        Assert.Equal("contains: does not contain “b”", verdict.Reason);
    }

    [Theory]
    [InlineData(0.75, true)]
    [InlineData(0.76, false)]
    public async Task EvaluateAsync_CaseThreshold_DecidesInsteadOfTheSingleAssertions(double threshold, bool pass)
    {
        var verdict = await EvaluateAsync([Check.Assertion("equals", "a", weight: 3), Check.Assertion("contains", "b")], threshold, "a");

        Assert.Equal(pass, verdict.Pass);
    }

    [Fact]
    public async Task EvaluateAsync_FailureOfWeightZero_IsReportedAndDoesNotCount()
    {
        var verdict = await EvaluateAsync([Check.Assertion("equals", "b", weight: 0), Check.Assertion("equals", "a")], null, "a");

        Assert.True(verdict.Pass);
        Assert.Equal(1, verdict.Score);
        Assert.False(verdict.Results[0].Pass);
    }

    [Fact]
    public async Task EvaluateAsync_Metric_StaysWithItsResult()
    {
        var result = await Check.EvaluateAsync(Check.Assertion("contains", "a") with { Metric = "accuracy", Weight = 2 }, Check.Output("a"));

        Assert.Equal(("accuracy", 2.0), (result.Metric, result.Weight));
    }

    [Theory]
    [InlineData("latency")]
    [InlineData("not-latency")]
    [InlineData("cost")]
    [InlineData("not-cost")]
    public async Task EvaluateAsync_UnknownMeasure_IsAFaultAlsoBehindNot(string type)
    {
        var result = await Check.EvaluateAsync(type, null, "x", threshold: 1);

        Assert.Equal((false, 0.0, true), (result.Pass, result.Score, result.Fault));
        Assert.Contains("unknown", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("regex")]
    [InlineData("not-regex")]
    public async Task EvaluateAsync_PatternThatWouldRunForEver_IsAFaultThatSaysSo(string type)
    {
        var watch = Stopwatch.StartNew();
        // The back-reference forces the backtracking engine; the nested repetition makes it exponential.
        var result = await Check.EvaluateAsync(type, @"^(a)\1((a+)+)+$", new string('a', 40) + "!");

        Assert.True(result.Fault);
        Assert.False(result.Pass);
        Assert.Contains("did not finish within 1 s", result.Reason, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public async Task EvaluateAsync_NestedRepetition_RunsInLinearTime()
    {
        var result = await Check.EvaluateAsync("not-regex", @"^((a+)+)+$", new string('a', 20_000) + "!");

        Assert.True(result.Pass);
    }

    [Fact]
    public async Task EvaluateAsync_SingleVariable_KeepsItsList()
    {
        var context = Check.Output("has two") with { Variables = Variables(new { words = new[] { "one, or", "two" } }) };

        Assert.True((await Check.EvaluateAsync(Check.Assertion("contains-any", "{{ words }}"), context)).Pass);
        Assert.False((await Check.EvaluateAsync(Check.Assertion("contains-all", "{{words}}"), context)).Pass);
    }

    [Fact]
    public async Task EvaluateAsync_TemplateInsideAList_IsRendered()
    {
        var context = Check.Output("Dear Ada, hello") with { Variables = Variables(new { name = "Ada" }) };

        Assert.True((await Check.EvaluateAsync(Check.Assertion("contains-all", new[] { "Dear {{ name }},", "hello" }), context)).Pass);
    }

    [Fact]
    public async Task EvaluateAsync_ExpectedWithACommaUnderAListType_IsOneItem()
    {
        var verdict = await Check.EvaluateAsync(Check.Assertion("icontains-any", "{{ expected }}"), Check.Output("You pay €1 and 200 more", "€1,200"));

        Assert.False(verdict.Pass, verdict.Reason);
    }

    [Theory]
    [InlineData("{{ expected }}", "Paris", true, "Paris")]
    [InlineData("It is {{ expected }}", "It is Paris", true, "Paris")]
    [InlineData("{{ expected }}", "[\"Paris\", \"Lutetia\"]", true, "Paris", "Lutetia")]
    public async Task EvaluateAsync_Expected_IsAVariable(string value, string output, bool pass, params string[] expected)
    {
        Assert.Equal(pass, (await Check.EvaluateAsync(Check.Assertion("equals", value), Check.Output(output, expected))).Pass);
    }

    [Theory]
    [InlineData("{{ nowhere }}")]
    [InlineData("so {{ nowhere }}")]
    public async Task EvaluateAsync_MissingVariable_IsAFaultThatNamesIt(string value)
    {
        var result = await Check.EvaluateAsync("not-contains", value, "x");

        Assert.True(result.Fault);
        Assert.False(result.Pass);
        Assert.Contains("nowhere", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_Throws()
    {
        var set = Check.Compiler.Compile([Check.Assertion("equals", "a")], null).Value;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await set.EvaluateAsync(Check.Output("a"), new CancellationToken(canceled: true)));
    }

    private static ValueTask<CellVerdict> EvaluateAsync(Assertion[] assertions, double? threshold, string output) =>
        Check.Compiler.Compile(assertions, threshold).Value.EvaluateAsync(Check.Output(output), TestContext.Current.CancellationToken);

    private static Dictionary<string, JsonElement> Variables(object variables) =>
        JsonSerializer.SerializeToElement(variables).EnumerateObject().ToDictionary(x => x.Name, x => x.Value);
}
