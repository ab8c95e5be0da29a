using System.Collections.Concurrent;
using System.Text.Json;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary>Model-graded assertions of <c>opsconsole eval</c>, judged by a scripted server.</summary>
public sealed class GradedEvalTests : IAsyncLifetime
{
    private const string Verdict = """{"reason":"meets it","pass":true,"score":0.9}""";

    private readonly EvalFolder _folder = new();
    private readonly ConcurrentQueue<(string Model, string Prompt)> _asked = new();
    private Func<FakeRequest, string> _judge = _ => Verdict;
    private FakeModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeModelServer.StartAsync(request =>
    {
        _asked.Enqueue((request.Model, request.Prompt));
        return request.Model.StartsWith("judge", StringComparison.Ordinal) ? FakeReply.Answer(_judge(request)) : FakeReply.Answer("Paris is the capital of France.");
    });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Graded_ByAnAssertionsProvider_NamesJudgeAndReasonInEveryOutput()
    {
        var outcome = await _folder.EvalAsync(
            Config($$"""[{ type: llm-rubric, value: "names {{"{{ city }}"}}", provider: {{Provider("judge-a")}}, metric: quality }]"""),
            "-o", _folder.PathOf("out.json"), "-o", _folder.PathOf("out.html"));

        Assert.Equal((0, ""), (outcome.Code, outcome.Error.Contains("fault", StringComparison.Ordinal) ? outcome.Error : ""));
        var judged = Assertions().Single();
        var judge = Text(judged, "judge");
        Assert.Matches("^llm-rubric-openai-chat-judge-a-[0-9a-f]{8}@1$", judge);
        Assert.Equal(("llm-rubric", true, 0.9, "meets it"), (Text(judged, "type"), judged.GetProperty("pass").GetBoolean(), judged.GetProperty("score").GetDouble(), Text(judged, "reason")));
        var listed = Assert.Single(_folder.Json().GetProperty("judges").EnumerateArray());
        Assert.Equal((judge, "openai:chat:judge-a"), (Text(listed, "judge"), Text(listed, "providerId")));
        Assert.Contains(judge, _folder.Read("out.html"), StringComparison.Ordinal);
        Assert.Contains("meets it", _folder.Read("out.html"), StringComparison.Ordinal);
        Assert.Contains($"Judge {judge}", outcome.Output, StringComparison.Ordinal);
        var prompt = Assert.Single(_asked, call => call.Model == "judge-a").Prompt;
        Assert.Contains("names Paris", prompt, StringComparison.Ordinal);
        Assert.Contains("Paris is the capital of France.", prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", "judge-line")]
    [InlineData("", "", "judge-default", "judge-line")]
    [InlineData("", "judge-test", "judge-default", "judge-test")]
    [InlineData("judge-own", "judge-test", "judge-default", "judge-own")]
    public async Task Graded_ByWhoeverStandsNearest_TheAssertionThenTheTestThenTheCommandLineThenTheDefault(string own, string ofTest, string ofDefault, string expected)
    {
        var outcome = await _folder.EvalAsync(
            $"""
            prompts: [Where]
            providers: [echo, {Provider("judge-line", "named")}]
            defaultTest: {Braces(Options(ofDefault))}
            tests:
              - providers: [echo]
                assert: [{Braces($"type: llm-rubric, value: nice{(own.Length == 0 ? "" : $", provider: {Provider(own)}")}")}]
                {Options(ofTest)}
            """,
            "--grader", "named");

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal([expected], _asked.Select(call => call.Model));
    }

    [Fact]
    public async Task Graded_ByAMapOfTextAndEmbedding_EachTypeTakesItsOwn()
    {
        _server.Script = request =>
        {
            _asked.Enqueue((request.Model, request.Path));
            return request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? new FakeReply { Embed = text => text.Contains("Paris", StringComparison.Ordinal) ? [1, 0] : [0, 1] }
                : FakeReply.Answer(request.Model == "judge-text" ? """{"reason":"same","category":"C"}""" : "Paris");
        };

        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: [Where]
            providers: [{{Provider("candidate")}}]
            defaultTest:
              options: { provider: { text: {{Provider("judge-text")}}, embedding: { id: "openai:embedding:vectors", config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } } } }
            tests:
              - assert: [{ type: factuality, value: Paris }, { type: similar, value: In Paris }, { type: not-similar, value: Rome }]
            """,
            "-o", _folder.PathOf("out.json"));

        Assert.True(outcome.Code == 0, outcome.Error + outcome.Output);
        Assert.Equal([true, true, true], Assertions().Select(assertion => assertion.GetProperty("pass").GetBoolean()));
        Assert.Contains(("vectors", "/v1/embeddings"), _asked);
        Assert.StartsWith("similar-openai-embedding-vectors-", Text(Assertions()[1], "judge"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I would say it is fine.")]
    [InlineData("""{"reason":"x","pass":true,"score":7}""")]
    public async Task Graded_ByAJudgeThatGivesNoVerdict_IsAnErrorAndNeitherAPassNorAZero(string answer)
    {
        _judge = _ => answer;
        var outcome = await _folder.EvalAsync(Config($$"""[{ type: llm-rubric, value: nice, provider: {{Provider("judge-a")}} }]"""), "-o", _folder.PathOf("out.json"));

        var result = _folder.Json().GetProperty("results")[0];
        Assert.Equal((100, 2), (outcome.Code, result.GetProperty("failureReason").GetInt32()));
        Assert.StartsWith("judge: llm-rubric", Text(result, "error"), StringComparison.Ordinal);
        Assert.True(Assertions().Single().GetProperty("notJudged").GetBoolean());
        Assert.Equal(JsonValueKind.Null, _folder.Json().GetProperty("prompts")[0].GetProperty("metrics").GetProperty("meanScore").ValueKind);
        Assert.Equal(2, _asked.Count(call => call.Model == "judge-a"));
        Assert.Contains("1 time no usable answer", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graded_BySelectBest_AsksEveryPairInBothOrdersAfterTheTransforms()
    {
        _judge = request => request.Prompt.IndexOf("LONG", StringComparison.Ordinal) < request.Prompt.IndexOf("SHORT", StringComparison.Ordinal)
            ? """{"reason":"A","winner":"A"}""" : """{"reason":"B","winner":"B"}""";
        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: [Where]
            providers: [{ id: echo, label: one, transform: "'LONG ' + output" }, { id: echo, label: two, transform: "'SHORT ' + output" }]
            tests:
              - assert: [{ type: select-best, value: the longer one }]
                options: { provider: {{Provider("judge-a")}}, transform: "output + '!'" }
            """,
            "-o", _folder.PathOf("out.json"));

        var results = _folder.Json().GetProperty("results").EnumerateArray().ToList();
        Assert.Equal((100, true, false), (outcome.Code, results[0].GetProperty("success").GetBoolean(), results[1].GetProperty("success").GetBoolean()));
        Assert.Equal(2, _asked.Count);
        Assert.All(_asked, call => Assert.Contains("SHORT Where!", call.Prompt, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Graded_WithARubricPrompt_AsksItWithPromptfoosNames()
    {
        var outcome = await _folder.EvalAsync(
            Config("[{ type: factuality, value: Paris }]", $$"""options: { provider: {{Provider("judge-a")}}, rubricPrompt: "Ours: {{"{{ completion }}"}} against {{"{{ ideal }}"}}" }"""));
        _judge = _ => """{"reason":"no","category":"D"}""";
        var failed = await _folder.EvalAsync(
            Config("[{ type: factuality, value: Paris }]", $$"""options: { provider: {{Provider("judge-a")}}, rubricPrompt: [{ role: system, content: "Be strict" }, { role: user, content: "{{"{{ output }}"}}" }] }"""));

        Assert.Equal((100, 100), (outcome.Code, failed.Code));
        var prompts = _asked.Where(call => call.Model == "judge-a").Select(call => call.Prompt).ToList();
        Assert.StartsWith("Ours: <output-", prompts[0], StringComparison.Ordinal);
        Assert.Contains("against <expected-", prompts[0], StringComparison.Ordinal);
        Assert.StartsWith("<output-", prompts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{ type: llm-rubric, value: nice }]", "", "is decided by a grader, and none is named that answers")]
    [InlineData("[{ type: assert-set, assert: [{ type: similar, value: nice }] }]", "", "none is named that embeds texts")]
    [InlineData("[{ type: similar, value: nice, provider: echo }]", "", "'echo' embeds no texts; those that do are builtin:ngram-embedding")]
    [InlineData("[{ type: llm-rubric, value: nice, provider: 'builtin:ngram-embedding' }]", "", "embeds texts and answers no prompts")]
    [InlineData("[{ type: llm-rubric, value: nice, provider: 'magic:x' }]", "", "unknown provider 'magic:x'")]
    [InlineData("[{ type: contains, value: nice, provider: echo }]", "", "contains asks no grader")]
    [InlineData("[{ type: llm-rubric, value: nice, judge: tone, provider: echo }]", "", "names a judge")]
    [InlineData("[{ type: llm-rubric, value: nice, provider: { id: echo, nonsense: 1 } }]", "", "unknown key 'nonsense'")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: { text: echo, moderation: echo } }", "unknown key 'moderation' in a grader")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: echo, rubricPrompt: 'Look at {{ output }} of {{ city }}' }", "uses {{ city }}, which its judge is not given")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: echo, rubricPrompt: 'Look' }", "would not see what it judges")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: echo, rubricPrompt: 'Look {{ output' }", "does not parse")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: echo, rubricPrompt: [{ role: user, content: '{% nope %} {{ output }}' }] }", "does not parse")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: echo, rubricPrompt: { a: 1 } }", "'rubricPrompt' takes a text")]
    [InlineData("[{ type: llm-rubric, value: nice }]", "options: { provider: { id: echo, transform: output } }", "a grader takes no 'prompts', 'transform' or 'delay'")]
    [InlineData("[{ type: similar, value: nice, provider: 'builtin:ngram-embedding', rubricPrompt: 'x' }]", "", "similar asks no question")]
    public async Task Graded_ByNobodyOrByWhatCannotJudge_IsRefusedWithItsLineBeforeTheFirstCall(string assert, string options, string expected)
    {
        var outcome = await _folder.EvalAsync(Config(assert, options));

        Assert.Equal((1, 0), (outcome.Code, _server.Requests));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"line [67], column \d+: ", outcome.Error);
        Assert.False(File.Exists(_folder.DatabasePath));
    }

    [Fact]
    public async Task Graded_Shorthand_TakesTheGraderOfTheDefaults()
    {
        _folder.Write("tests.csv", "city,__expected,__metric\nParis,llm-rubric: nice,quality\nRome,similar(0.1): Where,\n");
        var outcome = await _folder.EvalAsync(
            """
            prompts: [Where]
            providers: [echo]
            defaultTest: { options: { provider: { text: "builtin:overlap-judge", embedding: "builtin:ngram-embedding" } } }
            tests: file://tests.csv
            """,
            "-o", _folder.PathOf("out.json"));

        var results = _folder.Json().GetProperty("results");
        Assert.True(outcome.Code == 100, outcome.Error);
        Assert.Equal(("quality", false), (Text(results[0].GetProperty("assertions")[0], "metric"), results[0].GetProperty("success").GetBoolean()));
        Assert.True(results[1].GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Graded_ByAGraderOfATemplateOfASetOrOfARow_NamesItAlsoWhereItStandsWithin()
    {
        _folder.Write("tests.jsonl", $$"""{"vars":{"x":1},"assert":[{"type":"llm-rubric","value":"row","provider":"named"}]}""" + "\n");
        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: [Where]
            providers: [echo, {{Provider("judge-named", "named")}}]
            assertionTemplates: { tone: { type: llm-rubric, value: kind, provider: {{Provider("judge-template")}} } }
            defaultTest: { providers: [echo], assert: [{ type: assert-set, assert: [{ type: contains, value: Where }, { $ref: "#/assertionTemplates/tone" }] }] }
            tests: [{ vars: { x: 0 } }, file://tests.jsonl]
            """,
            "-o", _folder.PathOf("out.json"));

        Assert.True(outcome.Code == 0, outcome.Error);
        var parts = Assertions()[0].GetProperty("parts");
        Assert.Equal((2, "llm-rubric"), (parts.GetArrayLength(), Text(parts[1], "type")));
        Assert.StartsWith("llm-rubric-openai-chat-judge-template-", Text(parts[1], "judge"), StringComparison.Ordinal);
        Assert.StartsWith("llm-rubric-named-", Text(_folder.Json().GetProperty("results")[1].GetProperty("assertions")[1], "judge"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graded_ByAModelWithAPrice_SaysWhatJudgesCostAndNamesThoseWithoutOne()
    {
        _server.Script = request => FakeReply.Answer(request.Prompt.Contains("Rubric", StringComparison.Ordinal) ? Verdict : "Paris");
        var priced = await _folder.EvalAsync(Config($$"""[{ type: llm-rubric, value: nice, provider: {{Provider("gpt-4.1-mini")}} }]"""), "-o", _folder.PathOf("out.json"));
        var unpriced = await _folder.EvalAsync(Config($$"""[{ type: llm-rubric, value: nice, provider: {{Provider("judge-a")}} }]"""));

        // 20 tokens in and 5 out at $0.40 and $1.60 a million.
        Assert.Equal(0.000016m, _folder.Json().GetProperty("results")[0].GetProperty("judgeCost").GetDecimal());
        Assert.Equal(0.000016m, _folder.Json().GetProperty("stats").GetProperty("judgeCost").GetDecimal());
        Assert.Contains("without candidate, whose price", priced.Output, StringComparison.Ordinal);
        Assert.Contains("without candidate, judge-a, whose price", unpriced.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graded_KeyOfAGrader_IsStoredAndPrintedNowhere()
    {
        const string key = "sk-gradersecret-0123456789abcdef";
        var sent = "";
        _server.Script = request =>
        {
            if (request.Model != "judge-a")
                return FakeReply.Answer("Paris");
            sent = request.Headers["Authorization"];
            return FakeReply.Error(401, $"Incorrect API key provided: {key}");
        };

        var outcome = await _folder.EvalAsync(
            Config($$"""[{ type: llm-rubric, value: nice, provider: {{Provider("judge-a").Replace("apiKey: k", $"apiKey: {key}", StringComparison.Ordinal)}} }]"""),
            "-o", _folder.PathOf("out.json"), "-o", _folder.PathOf("out.html"), "--verbose");

        Assert.Equal((100, $"Bearer {key}"), (outcome.Code, sent));
        Assert.StartsWith("judge: llm-rubric", Text(_folder.Json().GetProperty("results")[0], "error"), StringComparison.Ordinal);
        Assert.DoesNotContain(key, outcome.Output + outcome.Error + _folder.Read("out.json") + _folder.Read("out.html"), StringComparison.Ordinal);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(_folder.DatabasePath)!, "eval.db*"), file => Assert.DoesNotContain(key, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Graded_Again_ReusesTheJudgeAndItsAnswers()
    {
        var config = Config($$"""[{ type: llm-rubric, value: nice, provider: {{Provider("judge-a")}} }]""");
        await _folder.EvalAsync(config, "-o", _folder.PathOf("a.json"));
        await _folder.EvalAsync(config, "-o", _folder.PathOf("b.json"));
        var resumed = await _folder.EvalAsync(config.Replace("judge-a", "judge-b", StringComparison.Ordinal), "--resume", "RUN-0001");

        Assert.Equal(2, _server.Requests);
        Assert.Equal(Text(_folder.Json("a.json").GetProperty("judges")[0], "judge"), Text(_folder.Json("b.json").GetProperty("judges")[0], "judge"));
        Assert.Equal(1, resumed.Code);
        Assert.Contains("was started with other", resumed.Error, StringComparison.Ordinal);
    }

    private string Config(string assert, string options = "") =>
        $"prompts: [Where]\nproviders: [{Provider("candidate")}]\ntests:\n  - vars: {{ city: Paris }}\n    description: d\n    assert: {assert}\n    {options}\n";

    private string Provider(string model, string? label = null) =>
        $$"""{ id: "openai:chat:{{model}}",{{(label is null ? "" : $" label: {label},")}} config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } }""";

    private string Options(string model) => model.Length == 0 ? "description: nobody" : $"options: {{ provider: {Provider(model)} }}";

    private static string Braces(string inner) => $"{{ {inner} }}";

    private List<JsonElement> Assertions() => [.. _folder.Json().GetProperty("results")[0].GetProperty("assertions").EnumerateArray()];

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
