using System.Text.Json;
using System.Xml.Linq;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary><c>opsconsole eval a.yaml b.yaml</c>: one run each, files and figures of all, and how to go on.</summary>
public sealed class SeveralConfigurationsTests : IAsyncLifetime
{
    private readonly EvalFolder _folder = new();
    private FakeModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeModelServer.StartAsync();
        _folder.Write("good.yaml", "description: Good\n" + Config("Hi", "other"));
        _folder.Write("bad.yaml", Config("Bye", "second"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Json_OfSeveral_IsOneFileInWhichEachResultSaysItsConfiguration()
    {
        var outcome = await EvalAsync("good.yaml", "bad.yaml", "-o", "out.json", "-o", "out.jsonl");

        Assert.Equal(100, outcome.Code);
        var json = _folder.Json();
        Assert.Equal(["good.yaml 0 True", "good.yaml 1 True", "bad.yaml 0 True", "bad.yaml 1 False"], json.GetProperty("results").EnumerateArray().Select(result => $"{Path.GetFileName(Text(result, "config"))} {result.GetProperty("testIdx")} {result.GetProperty("success")}"));
        var configurations = json.GetProperty("configurations").EnumerateArray().ToList();
        Assert.Equal(["good.yaml RUN-0001 2", "bad.yaml RUN-0002 1"], configurations.Select(one => $"{Path.GetFileName(Text(one, "config"))} {Text(one, "evalId")} {one.GetProperty("stats").GetProperty("successes")}"));
        Assert.Equal("Good", Text(configurations[0], "description"));
        Assert.Equal("echo", Text(configurations[1].GetProperty("prompts")[0], "provider"));
        var stats = json.GetProperty("stats");
        Assert.Equal((3, 1, 0), (stats.GetProperty("successes").GetInt32(), stats.GetProperty("failures").GetInt32(), stats.GetProperty("errors").GetInt32()));
        Assert.Equal(configurations.Sum(one => one.GetProperty("stats").GetProperty("durationMs").GetDouble()), stats.GetProperty("durationMs").GetDouble(), 3);
        Assert.All(_folder.Read("out.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith(".yaml", Text(JsonElement.Parse(line), "config"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_OfSeveral_HasARowForEachAndATotal()
    {
        var outcome = await EvalAsync("good.yaml", "bad.yaml");

        Assert.Matches(@"good\.yaml +passed +RUN-0001 +2 +0 +0 +100\.0 % +\$0", outcome.Output);
        Assert.Matches(@"bad\.yaml +failed +RUN-0002 +1 +1 +0 +50\.0 % +\$0", outcome.Output);
        Assert.Matches(@"all 2 +3 +1 +0 +75\.0 % +\$0", outcome.Output);
    }

    [Fact]
    public async Task JUnit_OfSeveral_HasASuiteForEachAlsoForTheOneThatCannotBeMade()
    {
        _folder.Write("broken.yaml", "nonsense: 1\n");

        var outcome = await EvalAsync("good.yaml", "broken.yaml", "bad.yaml", "-o", "out.xml", "-o", "out.json", "-o", "out.html");

        Assert.Equal(1, outcome.Code);
        var root = XDocument.Parse(_folder.Read("out.xml")).Root!;
        Assert.Equal(("5", "1", "1"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value, root.Attribute("errors")!.Value));
        var suites = root.Elements("testsuite").ToList();
        Assert.Equal(["good.yaml 2 0 0", "broken.yaml 1 0 1", "bad.yaml 2 1 0"], suites.Select(suite => $"{Path.GetFileName(suite.Attribute("name")!.Value)} {suite.Attribute("tests")!.Value} {suite.Attribute("failures")!.Value} {suite.Attribute("errors")!.Value}"));
        Assert.Equal("echo", suites[0].Elements("testcase").First().Attribute("classname")!.Value);
        Assert.Contains("nonsense", suites[1].Descendants("error").Single().Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Contains("nonsense", Text(_folder.Json().GetProperty("configurations")[1], "error"), StringComparison.Ordinal);
        Assert.Contains("The evaluation could not be made.</p><pre>", _folder.Read("out.html"), StringComparison.Ordinal);
        Assert.Matches(@"broken\.yaml +error", outcome.Output);
    }

    [Fact]
    public async Task Html_OfSeveral_IsOnePage()
    {
        await EvalAsync("good.yaml", "bad.yaml", "-o", "out.html");

        var html = _folder.Read("out.html");
        Assert.Equal((2, 2, 4), (html.Split("<html").Length, html.Split("</html>").Length, html.Split("<h2 class=\"part\">").Length));
        Assert.Contains("good.yaml: Good</h2>", html, StringComparison.Ordinal);
        Assert.Contains("All configurations</h2>", html, StringComparison.Ordinal);
        Assert.Equal(4, html.Split("<th scope=\"row\">").Length - 1);
    }

    [Fact]
    public async Task Csv_OfSeveral_HasTheVariablesOfAll()
    {
        await EvalAsync("good.yaml", "bad.yaml", "-o", "out.csv");

        var lines = _folder.Read("out.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("config,testIdx,promptIdx,repeat,description,provider,prompt,vars.expect,vars.other,vars.second,output,success", lines[0], StringComparison.Ordinal);
        Assert.Contains(",Hi,,,Hi,true,1,0,,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",Bye,,1,Hi,false,", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_WithThePlaceOfAConfiguration_IsAFileForEach()
    {
        Directory.CreateDirectory(_folder.PathOf("sub"));
        _folder.Write("sub/good.yaml", Config("Hi", "x"));

        await EvalAsync("good.yaml", "bad.yaml", "sub/good.yaml", "-o", "out.{config}.json");

        Assert.Equal(["RUN-0001", "RUN-0002", "RUN-0003"], new[] { "out.good.json", "out.bad.json", "out.good-2.json" }.Select(name => Text(_folder.Json(name), "evalId")));
    }

    [Fact]
    public async Task Output_ThatCannotBeWritten_IsAnErrorBeforeTheFirstConfiguration()
    {
        var outcome = await EvalAsync("good.yaml", "bad.yaml", "-o", "missing/out.json");

        Assert.Equal(1, outcome.Code);
        Assert.False(File.Exists(_folder.DatabasePath));
    }

    [Fact]
    public async Task Earlier_FileOfSeveral_IsReadForTheConfigurationAlone()
    {
        await EvalAsync("good.yaml", "bad.yaml", "-o", "out.json");

        var bad = await EvalAsync("bad.yaml", "--filter-failing", _folder.PathOf("out.json"), "-o", "bad.json");
        var good = await EvalAsync("good.yaml", "--filter-failing", _folder.PathOf("out.json"));
        _folder.Write("new.yaml", Config("Hi", "x"));
        var other = await EvalAsync("new.yaml", "--compare", _folder.PathOf("out.json"));

        Assert.Equal((100, 0, 1), (bad.Code, good.Code, other.Code));
        Assert.Single(_folder.Json("bad.json").GetProperty("results").EnumerateArray());
        Assert.Contains("nothing to ask again", good.Output, StringComparison.Ordinal);
        Assert.Contains("holds no results of", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OfSeveral_KeepsWhatEndedGoesOnWithWhatWasStoppedAndStartsTheRest()
    {
        foreach (var name in new[] { "a", "b", "c" })
            _folder.Write($"{name}.yaml", Asked(name));
        using var stop = new CancellationTokenSource();
        _server.Script = request =>
        {
            if (request.Number == 4)
                stop.Cancel();
            return FakeReply.Answer("ok");
        };

        var stopped = await EvalAsync(["a.yaml", "b.yaml", "c.yaml", "-j", "1", "--repeat", "2", "--no-cache"], stop.Token);
        var asked = _server.Requests;
        _server.Script = _ => FakeReply.Answer("ok");
        var resumed = await EvalAsync("c.yaml", "b.yaml", "a.yaml", "--repeat", "2", "--no-cache", "--resume", "RUN-0001", "--resume", "RUN-0002", "-o", "out.json");

        Assert.Equal((1, 0), (stopped.Code, resumed.Code));
        Assert.Contains($"c.yaml --resume RUN-0001 --resume RUN-0002 --repeat 2 --db {_folder.DatabasePath}", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(["RUN-0003", "RUN-0002", "RUN-0001"], _folder.Json().GetProperty("configurations").EnumerateArray().Select(one => Text(one, "evalId")));
        Assert.Equal(6, _folder.Json().GetProperty("results").GetArrayLength());

        // Six results in all: only the call that was under way when it was stopped may have been made twice.
        Assert.InRange(_server.Requests, 6, 7);
        Assert.InRange(asked, 3, 4);
    }

    [Fact]
    public async Task Resume_OfARunThatNoConfigurationMade_IsRefusedBeforeTheFirstCall()
    {
        _folder.Write("a.yaml", Asked("a"));
        _folder.Write("b.yaml", Asked("b"));
        await EvalAsync("a.yaml");
        _folder.Write("a.yaml", Asked("changed"));

        var changed = await EvalAsync("a.yaml", "b.yaml", "--resume", "RUN-0001");
        var missing = await EvalAsync("a.yaml", "b.yaml", "--resume", "RUN-0009");
        var tooMany = await EvalAsync("a.yaml", "--resume", "RUN-0001", "--resume", "RUN-0002");

        Assert.Equal((1, 1, 1, 1), (changed.Code, missing.Code, tooMany.Code, _server.Requests));
        Assert.Contains("RUN-0001: none of the configurations asks the same", changed.Error, StringComparison.Ordinal);
        Assert.Contains("There is no RUN-0009", missing.Error, StringComparison.Ordinal);
        Assert.Contains("2 runs to go on with and 1 configurations", tooMany.Error, StringComparison.Ordinal);
    }

    private Task<EvalFolder.Outcome> EvalAsync(params string[] arguments) => EvalAsync(arguments, CancellationToken.None);

    /// <summary>Names of files are taken in the folder.</summary>
    private Task<EvalFolder.Outcome> EvalAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => EvalFolder.RunAsync(
        ["eval", .. arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) && !argument.StartsWith('-') ? _folder.PathOf(argument) : argument), "--db", _folder.DatabasePath], cancellationToken);

    private string Asked(string prompt) =>
        $$"""
        prompts: ["{{prompt}}"]
        providers: [{ id: "openai:chat:m", config: { apiBaseUrl: "{{_server.BaseUrl}}", apiKey: k } }]
        """;

    // Two tests; the first passes, and the second where it expects the same.
    private static string Config(string second, string variable) =>
        "prompts: [Hi]\nproviders: [echo]\ndefaultTest: { assert: [{ type: contains, value: \"{{ expect }}\" }] }\n"
        + $"tests: [{{ vars: {{ expect: Hi }} }}, {{ vars: {{ expect: {second}, {variable}: 1 }} }}]\n";

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
