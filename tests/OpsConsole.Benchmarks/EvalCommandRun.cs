using System.Globalization;
using System.Text.Json;
using OpsConsole.Cli;

namespace OpsConsole.Benchmarks;

/// <summary>The whole of <c>opsconsole eval</c>: read the configuration, store it, make the calls, write the JSON output.</summary>
internal sealed class EvalCommandRun(Load load) : ICaller
{
    private const int MostWarmed = 1_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-eval-bench");

    public async Task PrepareAsync()
    {
        // Many evaluations rather than a long one, because much of the command's code runs once in each.
        foreach (var (i, tests) in Enumerable.Range(0, load.Warmup).Chunk(MostWarmed).Index())
        {
            await WriteAsync($"warm{i}", tests.Length);
            await EvaluateAsync($"warm{i}");
        }

        await WriteAsync("measured", load.Calls);
        GC.Collect();
    }

    public Task CallAsync() => EvaluateAsync("measured");

    public async Task<(int Stored, int Failed, string Verdicts)> ReadAsync()
    {
        await using var file = File.OpenRead(Path.Combine(_folder.FullName, "measured.json"));
        using var written = await JsonDocument.ParseAsync(file);
        var stats = written.RootElement.GetProperty("stats");
        var verdicts = written.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("success").GetBoolean() ? '1' : '0');
        return (stats.GetProperty("successes").GetInt32(), stats.GetProperty("errors").GetInt32(), string.Concat(verdicts));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task WriteAsync(string name, int tests)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, $"{name}.yaml"), $"""
            prompts: ["{"{{"} question {"}}"}"]
            providers:
              - id: openai:chat:m0
                config: {"{"} apiBaseUrl: "{load.BaseUrl}/v1", apiKey: none {"}"}
            defaultTest:
              assert:
                - {"{"} type: contains, value: answer {"}"}
                - {"{"} type: f1, value: "{"{{"} expected {"}}"}", threshold: 0.5 {"}"}
                - {"{"} type: latency, threshold: 60000 {"}"}
            tests: file://{name}.jsonl
            """);
        await using var file = File.CreateText(Path.Combine(_folder.FullName, $"{name}.jsonl"));
        for (var i = 0; i < tests; i++)
        {
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"question":"question {{i}}","expected":"answer {{i}}"}"""));
        }
    }

    private async Task EvaluateAsync(string name)
    {
        string At(string file) => Path.Combine(_folder.FullName, file);
        string[] arguments =
            ["eval", At($"{name}.yaml"), "-o", At($"{name}.json"), "--db", At($"{name}.db"), "-j", load.Concurrency.ToString(CultureInfo.InvariantCulture), "--no-cache", "--no-progress"];
        var exit = await CommandLineApp.RunAsync(arguments, TextWriter.Null, Console.Error, CancellationToken.None);
        if (exit != 0)
        {
            throw new InvalidOperationException($"opsconsole eval ended with {exit}.");
        }
    }
}
