using System.Diagnostics;
using System.Text.Json;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary>Providers of single tests, and transforms and delays of providers.</summary>
public sealed class ProviderEvalTests : IAsyncLifetime
{
    private readonly EvalFolder _folder = new();
    private FakeModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeModelServer.StartAsync(request => FakeReply.Answer($"{request.Model} says {request.Prompt}"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Providers_OfATest_ChooseByLabelIdPatternAndPrefix()
    {
        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: ["{{"{{ x }}"}}"]
            providers: [{ id: echo, label: fast }, { id: echo, label: slow }, {{Chat("m")}}]
            defaultTest: { providers: [slow] }
            tests:
              - vars: { x: default }
              - { vars: { x: label }, providers: fast }
              - { vars: { x: id }, providers: [echo] }
              - { vars: { x: pattern }, providers: ["openai:*"] }
              - { vars: { x: prefix }, providers: [openai, fast] }
            """,
            "--repeat", "2", "-o", _folder.PathOf("out.json"), "-o", _folder.PathOf("out.html"), "-o", _folder.PathOf("out.xml"));

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(
            ["default slow", "label fast", "id fast", "id slow", "pattern openai:chat:m", "prefix fast", "prefix openai:chat:m"],
            Results().Where(result => result.GetProperty("repeat").GetInt32() == 0).Select(result => $"{Text(result.GetProperty("vars"), "x")} {Text(result, "provider")}"));
        Assert.Equal(14, _folder.Json().GetProperty("stats").GetProperty("successes").GetInt32());
        Assert.Contains("= 14 results", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(16, _folder.Read("out.html").Split(">not asked<").Length - 1);
        Assert.Contains("tests=\"14\"", _folder.Read("out.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_OfATest_IsAskedInsteadOfThoseThatAreListedAndOnceForTestsThatShareIt()
    {
        var outcome = await _folder.EvalAsync(
            $$"""
            prompts: ["{{"{{ x }}"}}"]
            providers: [{ id: echo, label: fast }, { id: echo, label: slow }]
            tests:
              - { vars: { x: a }, provider: {{Chat("own")}} }
              - { vars: { x: b }, provider: slow }
              - vars: { x: c }
              - { vars: { x: d }, provider: {{Chat("own")}} }
            """,
            "-o", _folder.PathOf("out.json"));

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(
            ["a 2 own says a", "b 1 b", "c 0 c", "c 1 c", "d 2 own says d"],
            Results().Select(result => $"{Text(result.GetProperty("vars"), "x")} {result.GetProperty("promptIdx")} {Text(result, "output")}"));
        Assert.Equal(3, _folder.Json().GetProperty("prompts").GetArrayLength());
    }

    [Theory]
    [InlineData("providers: [none]", "no provider has the label or id 'none'; there are fast")]
    [InlineData("providers: [fast]\n    provider: fast", "both say who is asked")]
    [InlineData("provider: 'magic:x'", "unknown provider 'magic:x'")]
    public async Task Provider_OfATestThatIsNone_IsAFaultWithItsLine(string asked, string expected)
    {
        var outcome = await _folder.EvalAsync($"prompts: [a]\nproviders: [{{ id: echo, label: fast }}]\ntests:\n  - vars: {{ x: 1 }}\n    {asked}\n");

        Assert.Equal(1, outcome.Code);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Matches("line [56]", outcome.Error);
    }

    [Fact]
    public async Task Provider_OfDefaultTest_IsRefusedBecauseItMeansTwoThings()
    {
        var outcome = await _folder.EvalAsync("prompts: [a]\nproviders: [echo]\ndefaultTest: { provider: echo }\n");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("line 3, column 16: 'provider' of defaultTest means two things", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_Filtered_RunsOnWhereItWasStopped()
    {
        var config = $$"""
            prompts: ["{{"{{ x }}"}}"]
            providers: [{{Chat("a")}}, {{Chat("b")}}]
            tests: [{ vars: { x: 1 }, providers: ["openai:chat:a"] }, { vars: { x: 2 } }]
            """;
        using var stop = new CancellationTokenSource();
        _server.Script = request =>
        {
            if (request.Number == 2)
                stop.Cancel();
            return FakeReply.Answer("ok");
        };
        var stopped = await _folder.EvalAsync(config, stop.Token, "--max-concurrency", "1");
        _server.Script = _ => FakeReply.Answer("ok");
        var resumed = await _folder.EvalAsync(config, "--resume", "RUN-0001", "-o", _folder.PathOf("out.json"));
        var other = await _folder.EvalAsync(config.Replace(", providers: [\"openai:chat:a\"]", "", StringComparison.Ordinal), "--resume", "RUN-0001");

        Assert.Equal((1, 0, 1), (stopped.Code, resumed.Code, other.Code));
        Assert.Equal(3, Results().Count);
        Assert.Contains("was started with other", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transform_OfAProvider_ComesBeforeThatOfTheTestAndIsOfThatProviderAlone()
    {
        var config = """
            prompts: [Say hi]
            providers: [{ id: echo, label: loud, transform: "output.toUpperCase() + (context.vars.end || '')" }, echo]
            tests:
              - vars: { end: "?" }
                assert: [{ type: equals, value: "<SAY HI?>" }]
                options: { transform: "'<' + output + '>'" }
            """;
        var outcome = await _folder.EvalAsync(config, "-o", _folder.PathOf("out.json"));

        Assert.Equal(100, outcome.Code);
        Assert.Equal(["<SAY HI?> True", "<Say hi> False"], Results().Select(result => $"{Text(result, "output")} {result.GetProperty("success")}"));
    }

    [Fact]
    public async Task Transform_OfAProviderThatThrows_IsAnErrorThatKeepsTheAnswer()
    {
        var config = $$"""
            prompts: [Say hi]
            providers: [{ id: "openai:chat:m", transform: "output.none.none", config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } }]
            """;
        var outcome = await _folder.EvalAsync(config, "-o", _folder.PathOf("out.json"));
        await _folder.EvalAsync(config.Replace("output.none.none", "output.length", StringComparison.Ordinal), "-o", _folder.PathOf("again.json"));

        var result = Results().Single();
        Assert.Equal((100, 2, "m says Say hi"), (outcome.Code, result.GetProperty("failureReason").GetInt32(), Text(result, "output")));
        Assert.StartsWith("transform: the script threw", Text(result, "error"), StringComparison.Ordinal);
        Assert.Equal(("13", 1), (Text(_folder.Json("again.json").GetProperty("results")[0], "output"), _server.Requests));
    }

    [Theory]
    [InlineData("evaluateOptions: { delay: 120 }", "", "")]
    [InlineData("", ", delay: 120", "")]
    [InlineData("", "", "120")]
    public async Task Delay_IsWaitedAfterEachCallAndNotAfterAnAnswerFromTheCache(string ofAll, string ofProvider, string ofLine)
    {
        var config = $$"""
            prompts: ["{{"{{ x }}"}}"]
            providers: [{ id: "openai:chat:m"{{ofProvider}}, config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } }]
            tests: [{ vars: { x: 1 } }, { vars: { x: 2 } }, { vars: { x: 3 } }]
            {{ofAll}}
            """;
        var times = new List<long>();
        _server.Script = _ =>
        {
            lock (times)
                times.Add(Stopwatch.GetTimestamp());
            return FakeReply.Answer("ok");
        };
        string[] options = [.. ofLine.Length > 0 ? ["--delay", ofLine] : Array.Empty<string>(), .. ofProvider.Length > 0 ? ["-j", "1"] : Array.Empty<string>()];

        var outcome = await _folder.EvalAsync(config, options);
        var cached = await _folder.EvalAsync(config, [.. options, "-o", _folder.PathOf("out.json")]);

        Assert.Equal((0, 0, 3), (outcome.Code, cached.Code, times.Count));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(Stopwatch.GetElapsedTime(pair.First, pair.Second) >= TimeSpan.FromMilliseconds(110), $"{Stopwatch.GetElapsedTime(pair.First, pair.Second)}"));
        Assert.True(_folder.Json().GetProperty("stats").GetProperty("cached").GetInt32() == 3);
        Assert.Equal(1, _server.MostInFlight);
    }

    [Fact]
    public async Task Delay_OfAProvider_StandsBeforeThatOfAll()
    {
        var outcome = await _folder.EvalAsync(
            """
            prompts: ["{{ x }}"]
            providers: [{ id: echo, delay: 0 }]
            evaluateOptions: { delay: 3600000 }
            tests: [{ vars: { x: 1 } }, { vars: { x: 2 } }]
            """);

        Assert.Equal(0, outcome.Code);
    }

    private string Chat(string model) => $$"""{ id: "openai:chat:{{model}}", config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } }""";

    private List<JsonElement> Results() => [.. _folder.Json().GetProperty("results").EnumerateArray()];

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
