using System.Xml.Linq;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

public sealed class OutputTests : IDisposable
{
    private const string Config = """
        description: "Out <put>"
        prompts: ["{{ x }}"]
        providers: [{ id: echo, label: "a & b" }, { id: echo, label: second }]
        tests:
          - vars: { x: "<script>alert(1)</script>" }
            assert: [{ type: contains, value: script }]
          - vars: { x: "=1+1, \"quoted\"" }
            assert: [{ type: equals, value: "<b>" }]
          - vars: { x: "bell \a and 😀" }
        """;

    private readonly EvalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task JUnit_EachCandidate_IsASuiteWithItsCounts()
    {
        await _folder.EvalAsync(Config, "-o", _folder.PathOf("out.junit.xml"));
        var root = XDocument.Parse(_folder.Read("out.junit.xml")).Root!;
        Assert.Equal(("testsuites", "6", "2"), (root.Name.LocalName, root.Attribute("tests")!.Value, root.Attribute("failures")!.Value));
        var suites = root.Elements("testsuite").ToList();
        Assert.Equal(["a & b", "second"], suites.Select(suite => suite.Attribute("name")!.Value));
        Assert.All(suites, suite => Assert.Equal(("3", "1", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value)));
        var cases = suites[0].Elements("testcase").ToList();
        Assert.Equal("assertion", Assert.Single(cases, test => test.Element("failure") is not null).Element("failure")!.Attribute("type")!.Value);
        Assert.Equal("bell \uFFFD and 😀", cases[2].Element("system-out")!.Value);
    }

    [Fact]
    public async Task Html_Texts_AreEscapedAndNothingComesFromElsewhere()
    {
        await _folder.EvalAsync(Config, "-o", _folder.PathOf("out.html"));
        var html = _folder.Read("out.html");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Out &lt;put&gt;</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, html.Split("<th scope=\"row\">").Length - 1);
    }

    [Fact]
    public async Task Csv_Cells_AreQuotedAndNoFormulaIsRun()
    {
        await _folder.EvalAsync(Config, "-o", _folder.PathOf("out.csv"));
        var lines = _folder.Read("out.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        Assert.StartsWith("testIdx,promptIdx,repeat,description,provider,prompt,vars.x,output,success", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"'=1+1, \"\"quoted\"\"\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonLines_EachResult_IsALine()
    {
        await _folder.EvalAsync(Config, "-o", _folder.PathOf("out.jsonl"));
        Assert.Equal(6, _folder.Read("out.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Output_ThatWasThere_IsReplacedAndNothingIsLeftBeside()
    {
        _folder.Write("out.json", "old");
        await _folder.EvalAsync(Config, "-o", _folder.PathOf("out.json"));
        Assert.Equal(6, _folder.Json().GetProperty("results").GetArrayLength());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.PathOf("x"))!, "*.tmp"));
    }

    [Fact]
    public async Task OutputPath_OfTheConfiguration_IsUsedWhenNoneIsGiven()
    {
        await _folder.EvalAsync(Config + "\noutputPath: from-config.json\n");
        Assert.Equal(6, _folder.Json("from-config.json").GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Example_Support_RunsAndFailsWhereItShould()
    {
        var outcome = await EvalFolder.RunAsync(
            ["eval", Repository.PathOf("examples", "support", "opsconsole.yaml"), "--db", _folder.DatabasePath, "-o", _folder.PathOf("out.json")], TestContext.Current.CancellationToken);
        Assert.Equal(100, outcome.Code);
        var results = _folder.Json().GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(60, results.Count);
        Assert.All(results.Where(result => result.GetProperty("promptIdx").GetInt32() < 2), result => Assert.True(result.GetProperty("success").GetBoolean()));
        Assert.Equal(0, _folder.Json().GetProperty("stats").GetProperty("errors").GetInt32());
    }

    [Fact]
    public async Task Example_XQuad_GivesTheFiguresOfTheDocumentation()
    {
        Assert.SkipWhen(SharedData.Find("qa-xquad-en-240.jsonl") is null, "needs the public data set qa-xquad-en-240.jsonl under shared/data");
        var outcome = await EvalFolder.RunAsync(
            ["eval", Repository.PathOf("examples", "xquad", "opsconsole.yaml"), "--db", _folder.DatabasePath, "-o", _folder.PathOf("out.json")], TestContext.Current.CancellationToken);
        Assert.Equal(100, outcome.Code);
        Assert.Equal(0, _folder.Json().GetProperty("stats").GetProperty("errors").GetInt32());
        var document = File.ReadAllText(Repository.PathOf("docs", "xquad.md"));
        foreach (var row in outcome.Output.Split('\n').Where(line => line.Contains("builtin:", StringComparison.Ordinal) && line.Contains("/240", StringComparison.Ordinal)))
        {
            // Up to the errors; times differ from machine to machine.
            var figures = row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..11];
            Assert.Contains($"| `{figures[0]}` | {string.Join(" | ", figures[1..])} |", document, StringComparison.Ordinal);
        }
    }
}
