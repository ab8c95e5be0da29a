using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

public sealed class EvalCommandTests : IAsyncLifetime
{
    private const string ApiKey = "sk-verysecret-0123456789abcdef";

    private readonly EvalFolder _folder = new();
    private FakeModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeModelServer.StartAsync(request => FakeReply.Answer($"You said {request.Prompt}"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Eval_Json_HasTheShapeOfTheIssue()
    {
        _server.Script = request => request.Prompt.Contains("boom", StringComparison.Ordinal) ? FakeReply.Error(400, "bad prompt") : FakeReply.Answer("You said hello");
        var outcome = await _folder.EvalAsync(
            $$$"""
            description: Golden
            prompts: ["Say {{ word }}{{ nothing }}"]
            providers:
              - id: openai:chat:gpt-4.1-mini
                label: mini
                config: { apiBaseUrl: "{{{_server.BaseUrl}}}", apiKey: {{{ApiKey}}}, temperature: 0, max_tokens: 32 }
            tests:
              - description: passes
                vars: { word: hello, extra: { a: [1, 2] } }
                assert: [{ type: contains, value: "{{ word }}", metric: polite }]
              - vars: { word: bye }
                assert: [{ type: equals, value: bye, weight: 3 }, { type: icontains, value: YOU }]
              - vars: { word: boom }
            """,
            "-o", _folder.PathOf("out.json"));

        Assert.Equal(100, outcome.Code);
        var json = _folder.Json();
        Assert.Equal("RUN-0001", json.GetProperty("evalId").GetString());
        var results = json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(3, results.Count);
        Assert.Equal(
            """{"testIdx":0,"promptIdx":0,"repeat":0,"provider":"mini","promptLabel":"Say {{ word }}{{ nothing }}","description":"passes","vars":{"word":"hello","extra":{"a":[1,2]}},"prompt":"Say hello","output":"You said hello","success":true,"score":1,"failureReason":0,"error":null,"latencyMs":0,"cost":0.000016,"cached":false,"tokenUsage":{"total":25,"prompt":20,"completion":5,"cached":0},"assertions":[{"type":"contains","pass":true,"score":1,"reason":"contains “hello”","metric":"polite"}]}""",
            Stable(results[0]));
        Assert.Equal((1, false, 0.25), (results[1].GetProperty("failureReason").GetInt32(), results[1].GetProperty("success").GetBoolean(), results[1].GetProperty("score").GetDouble()));
        Assert.StartsWith("equals: ", results[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, 0.0, JsonValueKind.Null), (results[2].GetProperty("failureReason").GetInt32(), results[2].GetProperty("score").GetDouble(), results[2].GetProperty("output").ValueKind));
        Assert.Contains("bad prompt", results[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        var stats = json.GetProperty("stats");
        Assert.Equal((1, 1, 1), (stats.GetProperty("successes").GetInt32(), stats.GetProperty("failures").GetInt32(), stats.GetProperty("errors").GetInt32()));
        Assert.Equal("""{"total":50,"prompt":40,"completion":10,"cached":0}""", JsonSerializer.Serialize(stats.GetProperty("tokenUsage")));
        Assert.Equal(0.000032m, stats.GetProperty("cost").GetDecimal());
        Assert.True(stats.GetProperty("durationMs").GetDouble() > 0);
        Assert.Equal("Bearer " + ApiKey, _server.LastRequest!.Headers["Authorization"]);
        Assert.Equal(32, _server.LastRequest.Body.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task Eval_OtherTestsOnAFrozenDataset_SaysWhoAndWhyAndStoresNone()
    {
        Assert.Equal(0, (await _folder.EvalAsync(Config("hello"))).Code);
        await using (var connection = new SqliteConnection($"Data Source={_folder.DatabasePath}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var freeze = connection.CreateCommand();
            freeze.CommandText = """UPDATE "Datasets" SET "FrozenAt" = '2026-11-23 08:00:00', "FrozenBy" = 'Ada', "FrozenReason" = 'Audit.'""";
            Assert.Equal(1, await freeze.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var other = await _folder.EvalAsync(Config("goodbye"));

        Assert.Equal(1, other.Code);
        Assert.Contains("Ada froze", other.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _folder.EvalAsync(Config("hello"))).Code);

        string Config(string word) => $$$"""
            prompts: ["Say {{ word }}"]
            providers: [{ id: "openai:chat:m", config: { apiBaseUrl: "{{{_server.BaseUrl}}}", apiKey: {{{ApiKey}}} } }]
            tests: [{ vars: { word: {{{word}}} }, assert: [{ type: contains, value: "{{ word }}" }] }]
            """;
    }

    [Fact]
    public async Task Eval_LiteralKey_IsStoredAndPrintedNowhere()
    {
        _server.Script = _ => FakeReply.Error(401, $"Incorrect API key provided: {ApiKey}");
        string[] outputs = ["out.json", "out.csv", "out.html", "out.xml", "out.jsonl"];
        var outcome = await _folder.EvalAsync(Config(), [.. outputs.SelectMany(name => new[] { "-o", _folder.PathOf(name) }), "--verbose"]);

        Assert.Equal(100, outcome.Code);
        Assert.Contains("auth", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKey, outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.All(outputs, name => Assert.DoesNotContain(ApiKey, _folder.Read(name), StringComparison.Ordinal));
        var files = Directory.GetFiles(Path.GetDirectoryName(_folder.DatabasePath)!, "eval.db*");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(ApiKey, ReadShared(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eval_AllPass_Exits0AndStoresWhatItSays()
    {
        var outcome = await _folder.EvalAsync(Config());
        Assert.Equal((0, ""), (outcome.Code, outcome.Error.Contains("fail", StringComparison.Ordinal) ? outcome.Error : ""));
        Assert.Contains("2 passed, 0 failed, 0 errors", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("RUN-0001", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("100.0 %", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50", 0)]
    [InlineData("50.1", 100)]
    public async Task Eval_PassRate_DecidesTheExitCode(string rate, int expected)
    {
        var outcome = await _folder.EvalAsync(
            """
            prompts: ["{{ x }}"]
            providers: [echo]
            tests: [{ vars: { x: a }, assert: [{ type: equals, value: a }] }, { vars: { x: b }, assert: [{ type: equals, value: a }] }]
            """,
            "--pass-rate", rate);
        Assert.Equal(expected, outcome.Code);
    }

    [Theory]
    [InlineData("prompts: [a]\nproviders: [echo]\nnonsense: 1\n", "line 3", "nonsense")]
    [InlineData("prompts: [a]\nproviders: [echo]\ntests:\n  - assert: [{ type: contains-most, value: a }]\n", "line 4", "contains-most")]
    [InlineData("prompts: [a]\nproviders: [echo]\ntests:\n  - assert: [{ type: regex, value: '(' }]\n", "line 4", "regex")]
    [InlineData("prompts: [a]\nproviders:\n  - magic:chat:x\n", "line 3", "magic:chat:x")]
    [InlineData("prompts: [a]\nproviders: ['openai:embedding:x']\n", "line 2", "embedding")]
    [InlineData("prompts: [a]\nproviders: ['builtin:genius']\n", "line 2", "extractive-span")]
    [InlineData("prompts: [a]\nproviders: [{ id: 'openai:m', config: { apiKeyEnvar: OPSCONSOLE_NO_SUCH_KEY } }]\n", "line 2", "OPSCONSOLE_NO_SUCH_KEY")]
    [InlineData("prompts: [a]\nproviders: [echo]\nevaluateOptions: { delay: soon }\n", "line 3", "delay")]
    public async Task Eval_FaultyConfiguration_Exits1AndNamesTheLine(string config, string line, string word)
    {
        var outcome = await _folder.EvalAsync(config, "-o", _folder.PathOf("out.json"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains(line, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(word, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("out.json")));
        Assert.False(File.Exists(_folder.DatabasePath));
    }

    [Theory]
    [InlineData("missing/out.json")]
    [InlineData("out.docx")]
    public async Task Eval_OutputThatCannotBeWritten_IsAnErrorBeforeAnyCall(string name)
    {
        var outcome = await _folder.EvalAsync(Config(), "-o", _folder.PathOf(name));
        Assert.Equal((1, 0), (outcome.Code, _server.Requests));
        Assert.Contains(name, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_DatabaseThatIsNone_IsAnErrorInWords()
    {
        _folder.Write("eval.db", new string('x', 5000));
        var outcome = await _folder.EvalAsync(Config());
        Assert.Equal((1, 0), (outcome.Code, _server.Requests));
        Assert.Contains("not a SQLite database", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_SecondTime_TakesAnswersFromTheCacheForFree()
    {
        await _folder.EvalAsync(Config());
        var outcome = await _folder.EvalAsync(Config(), "-o", _folder.PathOf("out.json"));
        Assert.Equal(2, _server.Requests);
        var first = _folder.Json().GetProperty("results")[0];
        Assert.Equal((true, 0m, 25), (first.GetProperty("cached").GetBoolean(), first.GetProperty("cost").GetDecimal(), first.GetProperty("tokenUsage").GetProperty("cached").GetInt32()));
        Assert.Contains("billed $0.", outcome.Output, StringComparison.Ordinal);

        await _folder.EvalAsync(Config(), "--no-cache");
        Assert.Equal(4, _server.Requests);
    }

    [Fact]
    public async Task Eval_Repeat_AsksEachTestThatOften()
    {
        var outcome = await _folder.EvalAsync(Config(), "--repeat", "3", "-o", _folder.PathOf("out.json"));
        Assert.Equal((0, 6), (outcome.Code, _server.Requests));
        Assert.Equal([0, 0, 1, 1, 2, 2], _folder.Json().GetProperty("results").EnumerateArray().Select(result => result.GetProperty("repeat").GetInt32()));
    }

    [Fact]
    public async Task Eval_ProviderPrompts_LeavePairsOutAndPromptIdxCountsWhatIsThere()
    {
        var outcome = await _folder.EvalAsync(
            """
            prompts: [{ raw: "A {{ x }}", label: a }, { raw: "B {{ x }}", label: b }]
            providers: [{ id: echo, label: first, prompts: [b] }, { id: echo, label: second }]
            tests: [{ vars: { x: 1 } }]
            """,
            "-o", _folder.PathOf("out.json"));
        Assert.Equal(0, outcome.Code);
        Assert.Equal(
            ["0 first B 1", "1 second A 1", "2 second B 1"],
            _folder.Json().GetProperty("results").EnumerateArray().Select(result => $"{result.GetProperty("promptIdx")} {result.GetProperty("provider")} {result.GetProperty("output")}"));
    }

    [Fact]
    public async Task Eval_ManyCandidates_AreNotLimited()
    {
        var providers = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"{{ id: echo, label: e{i} }}"));
        var outcome = await _folder.EvalAsync($"prompts: ['{{{{ x }}}}']\nproviders: [{providers}]\ntests: [{{ vars: {{ x: 1 }} }}]\n", "-o", _folder.PathOf("out.json"));
        Assert.Equal((0, 12), (outcome.Code, _folder.Json().GetProperty("results").GetArrayLength()));
    }

    [Fact]
    public async Task Eval_CsvTestsAndFileVariables_AreUsed()
    {
        _folder.Write("doc.txt", "The limit is 40 euros.\n");
        _folder.Write("tests.csv", "question,__expected1,__expected2\nhow much,contains: 40 euros,not-contains: dollars\nhow long,contains: days,\n");
        var outcome = await _folder.EvalAsync(
            """
            prompts: [{ label: chat, raw: '[{"role":"system","content":"{{ doc }}"},{"role":"user","content":"{{ question }}"}]' }]
            providers: [echo]
            defaultTest: { vars: { doc: file://doc.txt } }
            tests: file://tests.csv
            """,
            "-o", _folder.PathOf("out.json"));
        Assert.Equal(100, outcome.Code);
        var results = _folder.Json().GetProperty("results");
        Assert.True(results[0].GetProperty("success").GetBoolean());
        Assert.False(results[1].GetProperty("success").GetBoolean());
        Assert.Equal("""[{"role":"system","content":"The limit is 40 euros."},{"role":"user","content":"how much"}]""", results[0].GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Eval_Cancelled_KeepsWhatItHasAndResumesWithoutAskingAgain()
    {
        using var stop = new CancellationTokenSource();
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        _server.Script = request =>
        {
            asked.Add(request.Prompt);
            if (asked.Count < 10)
                return FakeReply.Answer("fine");
            stop.Cancel();
            return FakeReply.Hang;
        };
        var config = Config(tests: 20);
        var stopped = await _folder.EvalAsync(config, stop.Token, "-j", "1", "--no-cache", "-o", _folder.PathOf("out.json"));
        Assert.Equal(1, stopped.Code);
        Assert.Contains("--resume RUN-0001", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("out.json")));

        _server.Script = request =>
        {
            asked.Add(request.Prompt);
            return FakeReply.Answer("fine");
        };
        var changed = await _folder.EvalAsync(Config(tests: 21), "--resume", "RUN-0001");
        Assert.Equal(1, changed.Code);
        Assert.Contains("RUN-0001", changed.Error, StringComparison.Ordinal);

        var resumed = await _folder.EvalAsync(config, "--resume", "RUN-0001", "-o", _folder.PathOf("out.json"));
        Assert.Equal(0, resumed.Code);
        Assert.Equal(20, _folder.Json().GetProperty("results").GetArrayLength());

        // Nine were answered before, the tenth was cut off: it alone is asked twice.
        Assert.Equal(21, asked.Count);
        Assert.Equal(20, asked.Distinct().Count());
    }

    [Fact]
    public async Task Eval_ResumeOfWhatIsNotThere_IsAnError()
    {
        var outcome = await _folder.EvalAsync(Config(), "--resume", "RUN-0009");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("RUN-0009", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_BadRowAtTheEndOfALongFile_IsNamedBeforeAnythingIsStoredOrAsked()
    {
        _folder.Write("long.jsonl", string.Concat(Enumerable.Range(1, 99_998).Select(i => $$"""{"x":"question {{i}}"}""" + '\n')) + "{\"x\":\n{\"x\":\"last\"}\n");
        var outcome = await _folder.EvalAsync(Config(tests: "file://long.jsonl"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains("one fault", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("long.jsonl, row 99999: invalid JSON", outcome.Error, StringComparison.Ordinal);
        Assert.Null(_server.LastRequest);
        Assert.False(File.Exists(_folder.DatabasePath));
    }

    private string Config(int tests = 2) =>
        Config($"[{string.Join(", ", Enumerable.Range(0, tests).Select(i => $$"""{ vars: { x: question {{i}} } }"""))}]");

    private string Config(string tests) =>
        $$$"""
        prompts: ["{{ x }}"]
        providers: [{ id: "openai:chat:gpt-4.1-mini", config: { apiBaseUrl: "{{{_server.BaseUrl}}}", apiKey: {{{ApiKey}}} } }]
        tests: {{{tests}}}
        """;

    /// <summary>As compact JSON, without what differs from run to run.</summary>
    private static string Stable(JsonElement result)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(result.GetRawText())!;
        node["latencyMs"] = 0;
        return node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
