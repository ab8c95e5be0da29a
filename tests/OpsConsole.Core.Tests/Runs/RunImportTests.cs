using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class RunImportTests : IDisposable
{
    /// <summary>Two prompts' worth of columns over two tests, one of them asked twice, one answer missing; shaped as promptfoo writes it.</summary>
    private const string Promptfoo = """
        {
          "evalId": "eval-abc-2026-05-01",
          "results": {
            "version": 3, "timestamp": "2026-05-01T10:00:00.000Z",
            "prompts": [{"raw":"Answer: {{question}}","label":"short","provider":"openai:gpt-4.1-mini"},{"raw":"[{\"role\":\"system\",\"content\":\"Be kind\"},{\"role\":\"user\",\"content\":\"{{question}}\"}]","label":"kind","provider":"openai:gpt-4.1-mini"}],
            "results": [
              {"promptIdx":0,"testIdx":0,"vars":{"question":"Is hail covered?"},"provider":{"id":"openai:gpt-4.1-mini","label":""},"prompt":{"raw":"Answer: Is hail covered?","label":"short"},"response":{"output":"Yes","tokenUsage":{"prompt":10,"completion":2}},"success":true,"score":1,"latencyMs":420,"cost":0.001,"failureReason":0,"gradingResult":{"pass":true,"score":1,"reason":"ok","componentResults":[{"pass":true,"score":1,"reason":"Contains","assertion":{"type":"contains","value":"Yes","metric":"found"}}]}},
              {"promptIdx":1,"testIdx":0,"vars":{"question":"Is hail covered?"},"provider":{"id":"openai:gpt-4.1-mini"},"prompt":{"raw":"...","label":"kind"},"response":{"output":{"answer":"No"}},"success":false,"score":0.25,"failureReason":1,"gradingResult":{"componentResults":[{"pass":false,"score":0.25,"reason":"Missing Yes","assertion":{"type":"contains","value":"Yes","metric":"found"}}]}},
              {"promptIdx":0,"testIdx":1,"vars":{"question":"Is hail covered?"},"provider":{"id":"openai:gpt-4.1-mini"},"prompt":{"raw":"...","label":"short"},"response":{"output":"No"},"success":false,"score":0,"failureReason":1},
              {"promptIdx":0,"testIdx":2,"vars":{"question":"And fire?"},"provider":{"id":"openai:gpt-4.1-mini"},"prompt":{"raw":"...","label":"short"},"response":{"error":"429 Too Many Requests"},"error":"429 Too Many Requests","success":false,"score":0,"failureReason":2}
            ]
          },
          "config": {"description": "Insurance answers"}
        }
        """;

    private const string Evaluation = """
        {"scenarioRunResults":[
          {"scenarioName":"Hail","iterationName":"1","executionName":"2026-06","creationTime":"2026-06-02T08:00:00Z","messages":[{"role":"user","contents":[{"$type":"text","text":"Is hail covered?"}]}],
           "modelResponse":{"messages":[{"role":"assistant","contents":[{"$type":"text","text":"Yes"}]}],"modelId":"gpt-4o"},
           "evaluationResult":{"metrics":{"Relevance":{"$type":"numeric","value":4,"name":"Relevance","interpretation":{"rating":"good","failed":false,"reason":"on topic"}},"Grounded":{"$type":"boolean","value":true,"name":"Grounded"}}},
           "chatDetails":{"turnDetails":[{"latency":1.5,"model":"gpt-4o","usage":{"inputTokenCount":20,"outputTokenCount":4}}]},"tags":["smoke"],"formatVersion":1},
          {"scenarioName":"Hail","iterationName":"2","executionName":"2026-06","creationTime":"2026-06-02T08:01:00Z","messages":[{"role":"user","contents":[{"$type":"text","text":"Is hail covered?"}]}],"modelResponse":{"messages":[],"modelId":"gpt-4o"},
           "evaluationResult":{"metrics":{"Relevance":{"$type":"numeric","name":"Relevance","diagnostics":[{"severity":"error","message":"the judge did not answer"}]}}}}
        ],"createdAt":"2026-06-02T09:00:00Z"}
        """;

    private readonly TestConsole _console = new(services => services.AddSingleton<RunMonitor>());

    public RunImportTests()
    {
        using var context = _console.Database.CreateDbContext();
        context.Add(new AiSystem { Key = "support", Name = "Support" });
        context.SaveChanges();
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Import_OfPromptfoosResults_IsARunOfThatDay()
    {
        var imported = (await ImportAsync(Promptfoo)).Value;

        var run = (await _console.Get<GetRun>().HandleAsync(imported.RunId, TestConsole.Viewer, None)).Value;
        Assert.Equal((RunTrigger.Import, RunState.Completed, new DateTime(2026, 5, 1, 10, 0, 0), "Insurance answers", 2, 2), (run.Trigger, run.State, run.CompletedAt!.Value, run.BenchmarkName, run.CaseCount, run.Repeats));
        Assert.Equal((3, 1, 4), (run.DoneCells, run.FailedCells, run.TotalCells));
        var (first, second) = (run.Candidates[0], run.Candidates[1]);
        Assert.Equal(("openai:gpt-4.1-mini · short", 1, 1, 0.5, 420.0), (first.Name, first.PassedCells, first.FailedCells, first.Summary!.PassRate!.Value, first.Summary.LatencyP50));
        Assert.Equal((0.0, 0.25, "found"), (second.Summary!.PassRate!.Value, second.Summary.MeanScore!.Value, Assert.Single(second.Summary.Metrics).Name));
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal(["Answer: {{question}}", "Be kind"], (await context.PromptVersions.OrderBy(row => row.Id).ToListAsync(None)).Select(row => row.Messages[0].Content));
        Assert.False((await context.Providers.SingleAsync(None)).Enabled);
        Assert.Equal(("429 Too Many Requests", CellState.Failed), await context.RunCells.Where(row => row.State == CellState.Failed).Select(row => ValueTuple.Create(row.ErrorMessage, row.State)).SingleAsync(None));
        Assert.Contains("""{"answer":"No"}""", await context.RunCells.Select(row => row.Output).ToListAsync(None));
        Assert.Equal(
            ["prompt.created", "version.drafted", "prompt.created", "version.drafted", "dataset.created", "dataset.version-added", "benchmark.created", "run.imported"],
            await context.AuditEvents.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(None));
    }

    [Fact]
    public async Task Import_OfTheSameFile_IsAConflictThatNamesTheRun()
    {
        var first = (await ImportAsync(Promptfoo)).Value;

        var again = await ImportAsync(Promptfoo);

        Assert.Equal("runs.imported-already", again.Error?.Code);
        Assert.Contains(first.Key, again.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfALaterFileOfTheSame_SharesCasesPromptsAndBenchmark()
    {
        await ImportAsync(Promptfoo);
        await ImportAsync(Promptfoo.Replace("2026-05-01T10", "2026-05-02T10", StringComparison.Ordinal));

        await using var context = _console.Database.CreateDbContext();
        Assert.Equal((2, 1, 1, 2, 1), (await context.Runs.CountAsync(None), await context.Benchmarks.CountAsync(None), await context.DatasetVersions.CountAsync(None), await context.PromptVersions.CountAsync(None), await context.ProviderModels.CountAsync(None)));
    }

    [Fact]
    public async Task Import_OfEvaluationResults_MakesIterationsRepeatsAndDiagnosticsErrors()
    {
        var imported = (await ImportAsync(Evaluation)).Value;

        var run = (await _console.Get<GetRun>().HandleAsync(imported.RunId, TestConsole.Viewer, None)).Value;
        Assert.Equal((1, 2, 1, 1), (run.CaseCount, run.Repeats, run.DoneCells, run.FailedCells));
        var candidate = Assert.Single(run.Candidates);
        Assert.Equal(("gpt-4o", 0.875, 1500.0), (candidate.Name, candidate.Summary!.MeanScore!.Value, candidate.Summary.LatencyP50));
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal("No metric could be evaluated: the judge did not answer", await context.RunCells.Where(row => row.State == CellState.Failed).Select(row => row.ErrorMessage).SingleAsync(None));
        Assert.Equal(["smoke"], (await context.DatasetCases.SingleAsync(None)).Tags);
    }

    [Theory]
    [InlineData("{\"results\":{\"version\":3,\"results\":[\n{\"score\":NaN}]}}", "runs.import-no-json", "line 2")]
    [InlineData("[1,2]", "runs.import-unknown", "no results that can be read")]
    [InlineData("""{"results":{"version":2,"table":{},"results":[{"provider":"p","success":true,"score":1}]}}""", "runs.import-invalid", "results.version: is 2")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"score":"NaN"},{"provider":"p","score":1},{"provider":"p","success":true,"score":7}]}}""", "runs.import-invalid", "result 1: score is \"NaN\"")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"cost":1e30}]}}""", "runs.import-invalid", "result 1: cost is 1E+30")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"cost":1e10}]}}""", "runs.import-invalid", "result 1: cost is 10000000000; it lies between 0 and 1,000,000")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"cost":-1}]}}""", "runs.import-invalid", "result 1: cost is -1")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"latencyMs":1e300}]}}""", "runs.import-invalid", "result 1: latencyMs is 1E+300")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"vars":{"q":"fire \ud83d"}}]}}""", "runs.import-no-text", "The text at results.results[0].vars.q cannot be read")]
    [InlineData("""{"results":{"version":3,"results":[{"provider":"p","success":true,"vars":{"\uD83D":"x"}}]}}""", "runs.import-no-text", "The text at results.results[0].vars cannot be read")]
    [InlineData("""{"results":{"version":3,"results":[]}}""", "runs.import-invalid", "holds no result")]
    public async Task Import_OfWhatCannotBeRead_SaysWhereAndStoresNothing(string file, string code, string expected)
    {
        var refused = await ImportAsync(file);

        Assert.Equal(code, refused.Error?.Code);
        Assert.Contains(expected, refused.Error!.Message, StringComparison.Ordinal);
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal((0, 0, 0, 0), (await context.Runs.CountAsync(None), await context.Providers.CountAsync(None), await context.Prompts.CountAsync(None), await context.Datasets.CountAsync(None)));
    }

    [Fact]
    public async Task Import_OfTextThatIsNoUtf8_SaysWhere()
    {
        byte[] file = [.. """{"results":{"version":3,"results":[{"provider":"p","success":true,"response":{"output":"bad """u8, 0xFF, .. "\"}}]}}"u8];

        var refused = await _console.Get<ImportRun>().HandleAsync("support", [new ImportSource("1.json", () => new MemoryStream(file))], TestConsole.Engineer, None);

        Assert.Equal("runs.import-no-text", refused.Error?.Code);
        Assert.Contains("results.results[0].response.output", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfMoreMoneyThanThereIs_IsRefused()
    {
        var results = string.Join(',', Enumerable.Repeat("""{"provider":"p","success":true,"cost":1000000}""", 1001));

        var refused = await ImportAsync($$$"""{"results":{"version":3,"results":[{{{results}}}]}}""");

        Assert.Equal("file: costs more than $1,000,000,000 together", refused.Error?.Message);
    }

    [Fact]
    public async Task Import_OfAPromptWhoseMessagesHoldHalfACharacter_TakesItAsText()
    {
        Assert.True((await ImportAsync("""{"results":{"version":3,"results":[{"provider":"p","success":true,"prompt":{"raw":"[{\"role\":\"user\",\"content\":\"\\ud83d\"}]"}}]}}""")).IsOk);
    }

    [Fact]
    public async Task Import_IntoTwoSystemsUnderOneLabel_MakesAPromptInEach()
    {
        await using (var context = _console.Database.CreateDbContext())
        {
            context.Add(new AiSystem { Key = "claims", Name = "Claims" });
            await context.SaveChangesAsync(None);
        }

        await ImportAsync(Promptfoo);
        Assert.True((await _console.Get<ImportRun>().HandleAsync("claims", Files(Promptfoo), TestConsole.Engineer, None)).IsOk);

        await using var after = _console.Database.CreateDbContext();
        Assert.Equal(["claims", "claims", "support", "support"], await after.PromptVersions.Select(row => row.Prompt!.System!.Key).Order().ToListAsync(None));
        Assert.All(await after.Prompts.ToListAsync(None), prompt => Assert.Equal(1, prompt.LatestNumber));
    }

    [Fact]
    public async Task Import_OfTooMuchTogether_IsRefusedAtTheLimit()
    {
        ImportSource half = new("half.json", () => new MemoryStream(new byte[(ImportReader.MaxBytes / 2) + 1]));

        Assert.Equal("runs.import-too-large", (await _console.Get<ImportRun>().HandleAsync("support", [half, half], TestConsole.Engineer, None)).Error?.Code);
    }

    [Fact]
    public async Task Import_ByAViewer_IsDenied()
    {
        Assert.Equal("auth.denied", (await _console.Get<ImportRun>().HandleAsync("support", Files(Promptfoo), TestConsole.Viewer, None)).Error?.Code);
    }

    [Fact]
    public async Task Preview_NamesWhatWillBeMadeAndEveryFault()
    {
        await ImportAsync(Promptfoo);
        var preview = (await PreviewAsync(Promptfoo)).Value;
        Assert.Equal(("promptfoo", 2, 4, 1, 2, 0), (preview.Source, preview.Cases, preview.Results, preview.Errors, preview.Repeats, preview.FaultCount));
        Assert.Matches(@"^imported/support-short-\w{8} v1$", preview.Candidates[0].Prompt);

        var faulty = (await PreviewAsync("""{"results":{"version":3,"results":[{"provider":"p","success":true,"score":"NaN"},{"score":1}]}}""")).Value;
        Assert.Equal(["result 1: score is \"NaN\", which is not a number", "result 2: names no provider", "result 2: does not say whether it passed: 'success' is missing"], faulty.Faults.Select(fault => $"{fault.Where}: {fault.Reason}"));
        Assert.Null(faulty.Candidates[0].Prompt);
    }

    private Task<Result<ImportRun.Imported>> ImportAsync(params string[] files) => _console.Get<ImportRun>().HandleAsync("support", Files(files), TestConsole.Engineer, None);

    private Task<Result<PreviewRunImport.Preview>> PreviewAsync(params string[] files) => _console.Get<PreviewRunImport>().HandleAsync("support", Files(files), TestConsole.Engineer, None);

    private static List<ImportSource> Files(params string[] files) =>
        [.. files.Select((json, index) => new ImportSource($"{index + 1}.json", () => new MemoryStream(Encoding.UTF8.GetBytes(json))))];
}
