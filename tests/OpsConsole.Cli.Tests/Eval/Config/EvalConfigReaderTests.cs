using System.Text.Json;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Core.Common;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval.Config;

public sealed class EvalConfigReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-config-");

    private EvalTests? _tests;

    public void Dispose()
    {
        _tests?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<Result<EvalConfig>> ReadAsync(string yaml)
    {
        Write("config.yaml", yaml);
        var config = await EvalConfigReader.ReadAsync(Path.Combine(_folder.FullName, "config.yaml"), TestContext.Current.CancellationToken);
        _tests = config.IsOk ? config.Value.Tests : null;
        return config;
    }

    private static string Vars(EvalTest test) => JsonSerializer.Serialize(test.Vars);

    [Fact]
    public async Task ReadAsync_EverythingInline_IsRead()
    {
        var config = (await ReadAsync(
            """
            # yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
            description: demo
            env: { BASE: "http://localhost:1/v1" }
            tags: { team: support }
            prompts:
              - "Say {{ x }}"
              - id: chat
                label: chatty
                raw: '[{"role":"system","content":"Be brief"},{"role":"user","content":"{{ x }}"}]'
            providers:
              - echo
              - id: openai:chat:gpt-4o-mini
                label: mini
                prompts: [chatty]
                config: { apiBaseUrl: "{{ env.BASE }}", apiKeyEnvar: MY_KEY, temperature: 0.5, max_tokens: 64 }
              - builtin:lead: { config: { sentences: 2 } }
            defaultTest:
              vars: { tone: kind, x: default }
              assert: [{ type: is-json }]
              threshold: 0.5
            tests:
              - vars: { x: hello }
                assert: [{ type: contains, value: hell, weight: 2, metric: greeting }]
              - description: second
            evaluateOptions: { maxConcurrency: 3, repeat: 2, cache: false, delay: 0 }
            outputPath: out.json
            sharing: false
            scenarios: []
            """)).Value;
        Assert.Equal(["Say {{ x }}", "chatty"], config.Prompts.Select(prompt => prompt.Label));
        Assert.Equal(["system", "user"], config.Prompts[1].Messages.Select(message => message.Role));
        Assert.Equal(["echo", "mini", "builtin:lead"], config.Providers.Select(provider => provider.Label));
        var mini = config.Providers[1];
        Assert.Equal(("http://localhost:1/v1", "MY_KEY", 0.5, 64), (mini.Settings.ApiBaseUrl, mini.Settings.ApiKeyEnvar, mini.Settings.Parameters.Temperature, mini.Settings.Parameters.MaxOutputTokens));
        Assert.Equal(["chatty"], mini.Prompts);
        Assert.Equal("2", config.Providers[2].Settings.Parameters.Method!["sentences"]);
        Assert.Equal(["""{"tone":"kind","x":"hello"}""", """{"tone":"kind","x":"default"}"""], config.Tests.Select(Vars));
        Assert.Equal(["is-json", "contains"], config.Tests[0].Assertions.Select(assertion => assertion.Type));
        Assert.Equal((2, "greeting"), (config.Tests[0].Assertions[1].Weight, config.Tests[0].Assertions[1].Metric));
        Assert.Equal((0.5, "second"), (config.Tests[1].Threshold, config.Tests[1].Description));
        Assert.Equal(new EvalOptions { MaxConcurrency = 3, Repeat = 2, Cache = false, Delay = 0 }, config.Options);
        Assert.Equal([Path.Combine(_folder.FullName, "out.json")], config.OutputPaths);
    }

    [Fact]
    public async Task ReadAsync_Files_AreLoaded()
    {
        Write("prompts/two.txt", "First {{ q }}\n---\nSecond {{ q }}\n");
        Write("prompts/chat.yaml", "- role: system\n  content: Be kind\n- role: user\n  content: '{{ q }}'\n");
        Write("docs/b.txt", "Beta\n");
        Write("docs/a.txt", " Alpha ");
        Write("data.json", """{"k":[1,2]}""");
        Write("tests.csv", "q,expected,__expected1,__metric\n\"one, two\",x,contains: one,acc\n");
        Write("more/t.yaml", "- vars: { q: yaml }\n");
        Write("rows.jsonl", """{"vars":{"q":"line"},"assert":[{"type":"equals","value":"file://docs/a.txt"}]}""");
        var config = (await ReadAsync(
            """
            prompts: [file://prompts/two.txt, prompts/*.yaml]
            providers: echo
            defaultTest: { vars: { data: file://data.json } }
            tests:
              - file://tests.csv
              - file://more/*.yaml
              - rows.jsonl
              - vars: { q: file://docs/*.txt }
                assert: [{ type: equals, value: file://data.json }]
            """)).Value;
        Assert.Equal(["First {{ q }}", "Second {{ q }}"], config.Prompts.Take(2).Select(prompt => prompt.Raw));
        Assert.Equal(("prompts/chat.yaml", true), (config.Prompts[2].Label, config.Prompts[2].IsChat));
        Assert.Equal(
            [
                """{"data":{"k":[1,2]},"q":"one, two","expected":"x"}""",
                """{"data":{"k":[1,2]},"q":"yaml"}""",
                """{"data":{"k":[1,2]},"q":"line"}""",
                """{"data":{"k":[1,2]},"q":"Alpha"}""",
                """{"data":{"k":[1,2]},"q":"Beta"}""",
            ],
            config.Tests.Select(Vars));
        Assert.Equal(["x"], config.Tests[0].Expected);
        Assert.Equal(("contains", "acc"), (config.Tests[0].Assertions[0].Type, config.Tests[0].Assertions[0].Metric));
        Assert.Equal("Alpha", config.Tests[2].Assertions[0].Value!.Value.GetString());
        Assert.Equal(JsonValueKind.Object, config.Tests[4].Assertions[0].Value!.Value.ValueKind);
    }

    [Fact]
    public async Task ReadAsync_ListOfValues_MakesEveryCombinationLastSlowest()
    {
        var config = (await ReadAsync(
            """
            prompts: ["{{ a }}{{ b }}"]
            providers: [echo]
            tests:
              - vars: { a: [1, 2], b: [x, y], c: [{ o: 1 }] }
              - vars: { a: [1, 2] }
                options: { disableVarExpansion: true }
            """)).Value;
        Assert.Equal(
            ["1x", "2x", "1y", "2y"],
            config.Tests.Take(4).Select(test => $"{test.Vars["a"]}{test.Vars["b"]}"));
        Assert.Equal("""{"a":[1,2]}""", Vars(config.Tests[4]));
        Assert.Equal(5, config.Tests.Count);
    }

    [Fact]
    public async Task ReadAsync_NoTests_RunsEachPromptOnce() =>
        Assert.Equal("{}", Vars(Assert.Single((await ReadAsync("prompts: [hi]\nproviders: [echo]")).Value.Tests)));

    [Fact]
    public async Task ReadAsync_ManyFaults_NamesEachWithItsLine()
    {
        var error = (await ReadAsync(
            """
            promts: [x]
            prompts:
              - "{{ broken"
              - missing.txt
            providers:
              - id: openai:chat:x
                config: { temprature: 1, apiBaseUrl: nonsense, apiKey: "{{ env.NO_SUCH_VARIABLE_HERE }}" }
              - label: nameless
              - id: echo
                prompts: [other]
            tests:
              - vars: { q: file://gone.txt }
                asert: []
                assert:
                  - type: contians
                    value: x
                  - type: equals
                    valeu: y
              - file://gone.csv
            scenarios:
              - config: []
            evaluateOptions: { maxConcurrency: 0 }
            """)).Error!;
        Assert.Equal("eval.config-invalid", error.Code);
        string[] expected =
        [
            "line 1, column 1: unknown key 'promts'",
            "line 3, column 5: the prompt does not parse: line 1, column",
            "line 4, column 5: the file 'missing.txt' does not exist",
            "line 7, column 15: unknown key 'temprature'",
            "line 7, column 30: 'apiBaseUrl' takes an absolute http",
            "line 7, column 60: the environment variable 'NO_SUCH_VARIABLE_HERE' is not set",
            "line 8, column 5: a provider needs an id",
            "line 9, column 5: no prompt has the label 'other'",
            "line 13, column 5: unknown key 'asert'",
            "line 15, column 9: unknown assertion type “contians”",
            "line 18, column 9: unknown key “valeu”",
            "line 19, column 5: the file 'gone.csv' does not exist",
            "line 20, column 1: 'scenarios' are not supported",
            "line 22, column 20: 'maxConcurrency' takes a number of 1 or more",
            "line 12, column 5, variable q: the file 'gone.txt' does not exist",
        ];
        var told = error.Details!.Select(detail => $"{detail.Where}: {detail.Reason}").ToList();
        Assert.All(expected, one => Assert.Contains(told, text => text.StartsWith(one, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, told.Count);
    }

    [Theory]
    [InlineData("", "line 1: a mapping with")]
    [InlineData("prompts: [a\nproviders: [b]", "line 1, column")]
    [InlineData("prompts: [a]\nprompts: [b]", "line 2, column 1: the key 'prompts' is given twice")]
    [InlineData("prompts: [a]", "line 1, column 1: 'providers' is missing")]
    public async Task ReadAsync_NotAConfiguration_SaysWhere(string yaml, string expected) =>
        Assert.Contains(expected, (await ReadAsync(yaml)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_BadRowInATestFile_NamesFileAndRow()
    {
        Write("t.csv", "q,n\n1,2\nshort\n");
        Write("t.yaml", "- vars: {}\n  nonsense: 1\n");
        var error = (await ReadAsync("prompts: [a]\nproviders: [echo]\ntests: [file://t.csv, file://t.yaml]")).Error!;
        Assert.Equal(["t.csv, row 3", "t.yaml, line 2, column 3"], error.Details!.Select(detail => detail.Where));
    }

    [Fact]
    public async Task ReadAsync_NoFile_IsNotFound() =>
        Assert.Equal("eval.config-not-found", (await EvalConfigReader.ReadAsync("/nowhere/at/all.yaml", TestContext.Current.CancellationToken)).Error?.Code);
}
