using System.Text.Json;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary>Templates, options, several configurations, earlier results: over <c>echo</c>, which answers with the prompt.</summary>
public sealed class EvalAdditionTests : IDisposable
{
    private readonly EvalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Options_StandAroundThePromptAndTransformWhatIsCheckedAndShown()
    {
        var outcome = await _folder.EvalAsync(
            """
            prompts: ["Say {{ word }}"]
            providers: [echo]
            defaultTest:
              options: { prefix: "Dear {{ word }}. ", transform: "output.toUpperCase()" }
              assert: [{ type: equals, value: "DEAR HI. SAY HI" }]
            tests:
              - vars: { word: hi }
              - vars: { word: hi }
                options: { prefix: "", suffix: "!", transform: "JSON.stringify({ said: output, word: context.vars.word })" }
                assert: [{ type: is-json }, { type: equals, value: hi, transform: "JSON.parse(output).word" }]
            """,
            "-o", _folder.PathOf("out.json"));

        Assert.Equal(("", 100), (outcome.Error.Contains("fault", StringComparison.Ordinal) ? outcome.Error : "", outcome.Code));
        var results = _folder.Json().GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(("Dear hi. Say hi", "DEAR HI. SAY HI", true), (Text(results[0], "prompt"), Text(results[0], "output"), results[0].GetProperty("success").GetBoolean()));
        Assert.Equal(("Say hi!", """{"said":"Say hi!","word":"hi"}"""), (Text(results[1], "prompt"), Text(results[1], "output")));
        Assert.Equal("""{"word":"hi"}""", JsonSerializer.Serialize(results[1].GetProperty("vars")));
        Assert.Equal([false, true, true], results[1].GetProperty("assertions").EnumerateArray().Select(assertion => assertion.GetProperty("pass").GetBoolean()));
    }

    [Theory]
    [InlineData("output.missing.deep", "the script threw")]
    [InlineData("(() => { while (true) {} })()", "did not finish within")]
    public async Task Transform_ThatThrowsOrLoops_FailsTheTestInWords(string transform, string expected)
    {
        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: ["Hi"]
            providers: [echo]
            tests: [{ options: { transform: "{{transform}}" } }]
            """,
            "-o", _folder.PathOf("out.json"));

        var result = _folder.Json().GetProperty("results")[0];
        Assert.Equal((100, "Hi"), (outcome.Code, Text(result, "output")));
        Assert.Contains(expected, Text(result, "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_AreFoundByNameAlsoWithinASet()
    {
        var outcome = await _folder.EvalAsync(
            """
            prompts: ["Say hello"]
            providers: [echo]
            tests:
              - assert:
                  - $ref: "#/assertionTemplates/polite"
                  - { type: assert-set, assert: [{ $ref: "#/assertionTemplates/polite" }, { type: contains, value: Say }] }
            assertionTemplates:
              polite: { type: contains, value: hello, metric: polite }
            """);

        Assert.Equal(0, outcome.Code);
    }

    [Theory]
    [InlineData("""[{ $ref: "#/assertionTemplates/none" }]""", "there is no assertion template '#/assertionTemplates/none'; there are #/assertionTemplates/polite")]
    [InlineData("""[{ $ref: "#/assertionTemplates/polite", weight: 2 }]""", "'$ref' stands alone")]
    public async Task Templates_ThatAreNotThere_AreAFaultWithItsLine(string assert, string expected)
    {
        var outcome = await _folder.EvalAsync($$"""
            prompts: [Hi]
            providers: [echo]
            assertionTemplates: { polite: { type: contains, value: Hi } }
            tests:
              - assert: {{assert}}
            """);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("line 5, column 14", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transform: '((('", "the script is not JavaScript")]
    [InlineData("transform: file://t.js", "is a program")]
    [InlineData("prefix: '{% nope %}'", "'prefix' does not parse")]
    [InlineData("storeOutputAs: x", "unknown key 'storeOutputAs' in a test's options")]
    public async Task Options_ThatCannotBe_AreAFaultBeforeTheFirstCall(string option, string expected)
    {
        var outcome = await _folder.EvalAsync($"prompts: [Hi]\nproviders: [echo]\ntests:\n  - options:\n      {option}\n");

        Assert.Equal(1, outcome.Code);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterFailing_OfAFileOrARun_AsksOnlyWhatFailed()
    {
        await _folder.EvalAsync(Config("Hi", "Bye"), "-o", _folder.PathOf("out.json"));

        await _folder.EvalAsync(Config("Hi", "Bye"), "--filter-failing", _folder.PathOf("out.json"), "-o", _folder.PathOf("file.json"));
        await _folder.EvalAsync(Config("Hi", "Bye"), "--filter-failing", "RUN-0001", "-o", _folder.PathOf("run.json"));

        foreach (var name in new[] { "file.json", "run.json" })
            Assert.Equal("Bye", Assert.Single(_folder.Json(name).GetProperty("results").EnumerateArray()).GetProperty("vars").GetProperty("expect").GetString());
    }

    [Fact]
    public async Task FilterFailing_OfWhatPassed_HasNothingToAsk()
    {
        await _folder.EvalAsync(Config("Hi", "Hi"), "-o", _folder.PathOf("out.json"));

        var outcome = await _folder.EvalAsync(Config("Hi", "Hi"), "--filter-failing", _folder.PathOf("out.json"));

        Assert.Equal(0, outcome.Code);
        Assert.Contains("there is nothing to ask again", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter-failing", "RUN-0099", "There is no RUN-0099")]
    [InlineData("--filter-failing", "none.json", "cannot be read")]
    [InlineData("--compare", "none.json", "cannot be read")]
    public async Task Earlier_ThatIsNotThere_IsAnError(string option, string value, string expected)
    {
        var outcome = await _folder.EvalAsync(Config("Hi", "Hi"), option, value);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithABase_SaysPairedVerdictsInWordsAndInEveryOutput()
    {
        await _folder.EvalAsync(Many("Say {{ word }}"), "-o", _folder.PathOf("base.json"));

        var outcome = await _folder.EvalAsync(Many("Tell {{ word }}"), "--compare", _folder.PathOf("base.json"), "-o", _folder.PathOf("out.json"), "-o", _folder.PathOf("out.html"));

        Assert.Contains("echo against echo · Say {{ word }}: Worse by 75.0 points", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("0 fixed, 30 regressed.", outcome.Output, StringComparison.Ordinal);
        var compared = Assert.Single(_folder.Json().GetProperty("comparison").EnumerateArray());
        Assert.Equal((40, "Worse", 30, -0.75), (compared.GetProperty("tests").GetInt32(), Text(compared, "verdict"), compared.GetProperty("regressed").GetInt32(), compared.GetProperty("difference").GetDouble()));
        Assert.Contains("Against the base", _folder.Read("out.html"), StringComparison.Ordinal);
        Assert.Contains("Worse by 75.0 points", _folder.Read("out.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_WithTheResultsOfPromptfoo_PairsByVariables()
    {
        _folder.Write("base.json", """{"results":{"version":3,"results":[{"promptIdx":0,"vars":{"expect":"Hi"},"provider":{"id":"echo"},"prompt":{"raw":"Hi","label":"Hi"},"success":true,"score":1,"failureReason":0},{"promptIdx":0,"vars":{"expect":"gone"},"provider":{"id":"echo"},"prompt":{"label":"Hi"},"success":true,"score":1}]}}""");

        var outcome = await _folder.EvalAsync(Config("Hi", "Hi"), "--compare", _folder.PathOf("base.json"));

        Assert.Contains("echo against echo · Hi: Too few cases to tell: 1 case", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("1 only here, 1 only in the base", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_OverOtherTests_IsRefusedBeforeTheFirstCall()
    {
        _folder.Write("base.json", """{"results":[{"provider":"echo","promptLabel":"Hi","vars":{"x":1},"success":true}]}""");

        var outcome = await _folder.EvalAsync(Config("Hi", "Hi"), "--compare", _folder.PathOf("base.json"));

        Assert.Equal(1, outcome.Code);
        Assert.Contains("has no test in common with this configuration", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("RUN-", outcome.Error, StringComparison.Ordinal);
    }

    // Two tests; the first passes, and the second where it expects the same.
    private static string Config(string prompt, string second) =>
        $"prompts: [\"{prompt}\"]\nproviders: [echo]\ndefaultTest: {{ assert: [{{ type: contains, value: \"{{{{ expect }}}}\" }}] }}\n"
        + $"tests: [{{ vars: {{ expect: Hi }} }}, {{ vars: {{ expect: {second}, other: 1 }} }}]\n";

    // Thirty of forty tests want the word that only the first wording of the prompt has.
    private static string Many(string prompt) =>
        $"prompts: [\"{prompt}\"]\nproviders: [echo]\ndefaultTest: {{ assert: [{{ type: icontains, value: \"{{{{ want }}}}\" }}] }}\ntests:\n"
        + string.Concat(Enumerable.Range(0, 40).Select(i => $"  - vars: {{ word: w{i}, want: {(i < 30 ? "say" : $"w{i}")} }}\n"));

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();
}
