using System.Net;
using System.Net.Http.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Cli;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

/// <summary><c>opsconsole gate</c> and what it calls, against the real console over the demo workspace.</summary>
[Collection(OneHostAtATime.Name)]
public sealed class GateCommandTests(DemoApi api) : IClassFixture<DemoApi>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-gate-").FullName;

    static GateCommandTests() => Environment.SetEnvironmentVariable("OPSCONSOLE_API_KEY", "dev-key");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Gate_ThatPasses_ExitsZeroAndWritesBothSummaries()
    {
        var (code, output, error) = await GateAsync("support-baseline", "--junit", PathOf("gate.xml"), "--markdown", PathOf("gate.md"));

        Assert.Equal((0, ""), (code, error.Contains("answer", StringComparison.Ordinal) ? error : ""));
        Assert.Matches(@"Pass: RUN-\d{4} of support-baseline, support-golden v1, 91 cases\.", output);
        var suite = Assert.Single(XDocument.Load(PathOf("gate.xml")).Root!.Elements("testsuite"));
        Assert.Equal(("support/answer v3, baseline gate, edition 1", "4", "0"), ((string?)suite.Attribute("name"), (string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")));
        var markdown = await File.ReadAllTextAsync(PathOf("gate.md"), None);
        Assert.StartsWith("## Gate: Pass\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| **Pass** | support/answer v3 | baseline gate, edition 1 | Pass rate at least 60 % |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_OfAVersionThatTheBenchmarkHasNot_RunsItAndExitsAHundredWhenItFails()
    {
        await SaveGateAsync("claims/triage", "claims-triage", new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.99));
        var version = await DraftAsync("claims/triage", "Input: The hail broke our roof.\nLabel: property");

        var (code, output, _) = await GateAsync("claims-triage", "--prompt", $"claims/triage@{version}", "--junit", PathOf("failed.xml"));

        Assert.Equal(100, code);
        Assert.Matches($@"Fail +claims/triage v{version}, baseline gate, edition 1: Pass rate at least 99 %", output);
        var failure = XDocument.Load(PathOf("failed.xml")).Descendants("failure").Single();
        Assert.Equal("Fail", (string?)failure.Attribute("type"));

        // The benchmark is as it was, and the verdict is kept.
        var newest = (await api.GetAsync("/api/v1/runs?benchmark=claims-triage&limit=1")).GetProperty("items")[0].GetProperty("id").GetString();
        var run = await api.GetAsync($"/api/v1/runs/{newest}?promptVersion=claims/triage@{version}");
        Assert.Equal(3, run.GetProperty("candidates").GetArrayLength());
        var rule = run.GetProperty("gate").GetProperty("rules")[0];
        Assert.Equal((version, 48, "Fail"), (rule.GetProperty("promptVersion").GetInt32(), rule.GetProperty("n").GetInt32(), rule.GetProperty("verdict").GetString()));
        Assert.Equal(rule.GetRawText(), (await api.GetAsync($"/api/v1/runs/{newest}?promptVersion=claims/triage@{version}")).GetProperty("gate").GetProperty("rules")[0].GetRawText());
    }

    [Theory]
    [InlineData("no-such-benchmark", null, "There is no benchmark 'no-such-benchmark'. (benchmarks.not-found)")]
    [InlineData("support-baseline", "support/answer@99", "The prompt 'support/answer' has no version 99. (prompts.version-not-found)")]
    [InlineData("support-baseline", "claims/triage@1", "has no candidate of 'claims/triage'")]
    [InlineData("support-baseline", "support/answer", "names no version")]
    public async Task Gate_ThatCannotBe_ExitsOneInWords(string benchmark, string? prompt, string expected)
    {
        var (code, output, error) = await GateAsync([benchmark, .. prompt is null ? [] : new[] { "--prompt", prompt }]);

        Assert.Equal(1, code);
        Assert.Contains(expected, output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"promptVersion":"support/answer"}""", HttpStatusCode.BadRequest, "gates.version-name")]
    [InlineData("""{"promptVersion":7}""", HttpStatusCode.BadRequest, "api.bad-request")]
    public async Task Start_OfNoVersion_IsAProblem(string body, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await api.Client.PostAsync("/api/v1/benchmarks/support-baseline/runs", content, None);

        Assert.Equal((status, code), (response.StatusCode, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Cancel_OfAnEndedRun_IsAConflict()
    {
        await api.EndedAsync("RUN-0001");
        using var response = await api.Client.PostAsJsonAsync("/api/v1/runs/RUN-0001/cancel", new { }, None);

        Assert.Equal((HttpStatusCode.Conflict, "runs.already-ended"), (response.StatusCode, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString()));
    }

    private async Task SaveGateAsync(string prompt, string benchmark, params GateRule[] rules)
    {
        var save = api.Services.GetRequiredService<SaveGate>();
        Assert.True((await save.HandleAsync(new(prompt, GateKind.Baseline, benchmark, rules, "Why"), TestConsole.Engineer, None)).IsOk);
    }

    private async Task<int> DraftAsync(string prompt, string text) => (await api.Services.GetRequiredService<AddPromptVersion>().HandleAsync(
        new(prompt, new PromptContent([new PromptMessage("system", text), new PromptMessage("user", "{{ message }}")], [new PromptVariable("message", PromptVariableType.Text, true, "Hail")]), "A try"), TestConsole.Engineer, None)).Value;

    private async Task<(int Code, string Output, string Error)> GateAsync(string benchmark, params string[] more) => await GateAsync([benchmark, .. more]);

    private async Task<(int Code, string Output, string Error)> GateAsync(IEnumerable<string> args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var server = api.Client.BaseAddress!.ToString();
        var code = await CommandLineApp.RunAsync(["gate", "--server", server, "--benchmark", .. args], output, error, None);
        return (code, output.ToString(), error.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
