using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI.Evaluation;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Runs.StoredEvaluations;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>Files of Microsoft.Extensions.AI.Evaluation.Reporting, many at once.</summary>
public sealed class EvaluationImportTests : IDisposable
{
    private readonly TestConsole _console = new(services => services.AddSingleton<RunMonitor>());

    public EvaluationImportTests()
    {
        using var context = _console.Database.CreateDbContext();
        context.Add(new AiSystem { Key = "support", Name = "Support" });
        context.SaveChanges();
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static NumericMetric Relevance => new("Relevance", 4, "on topic") { Interpretation = new(EvaluationRating.Good, false, "4 of 5") };

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Import_OfStoredFiles_TakesTheAnswersOwnTurnAndNotItsJudges()
    {
        var imported = (await ImportAsync(File(Iteration("Hail", "1", "Is hail covered?", "Yes", Relevance, new BooleanMetric("Grounded", true))))).Value;

        await using var context = _console.Database.CreateDbContext();
        var cell = await context.RunCells.SingleAsync(row => row.RunId == imported.RunId, None);
        Assert.Equal((1500.0, 20, 4, false, "stop", "gpt-4o"), (cell.LatencyMs!.Value, cell.InputTokens, cell.OutputTokens, cell.Cached, cell.FinishReason!, cell.ModelReturned!));
        Assert.Equal(("Yes", true, 0.875), (cell.Output, cell.Pass!.Value, cell.Score!.Value));
        Assert.Contains("4 of 5", cell.AssertionsJson, StringComparison.Ordinal);
        Assert.Equal(["smoke"], (await context.DatasetCases.SingleAsync(None)).Tags);
    }

    [Fact]
    public async Task Import_OfIterations_AreRepeatsOfOneQuestionAndCasesOfSeveral()
    {
        string[] files = [Stored("Hail", "10", "Is hail covered?"), Stored("Hail", "9", "Is hail covered?"), Stored("Rows", "a", "And fire?"), Stored("Rows", "b", "And water?")];
        var imported = (await ImportAsync(files)).Value;

        var run = await RunAsync(imported.RunId);
        Assert.Equal((3, 2, 4), (run.CaseCount, run.Repeats, run.TotalCells));
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal(["Hail", "Rows · a", "Rows · b"], await context.DatasetCases.OrderBy(row => row.Position).Select(row => row.Title).ToListAsync(None));
        Assert.Equal(["answer 9", "answer 10"], await context.RunCells.Where(row => row.CasePosition == 0).OrderBy(row => row.Repeat).Select(row => row.Output!).ToListAsync(None));

        // The same files in another order are the same run, and the store's report of them has the same cases.
        Assert.Equal("runs.imported-already", (await ImportAsync([.. files.Reverse()])).Error?.Code);
        await ImportAsync(Report(Iteration("Rows", "b", "And water?", "No", Relevance), Iteration("Hail", "1", "Is hail covered?", "No", Relevance), Iteration("Rows", "a", "And fire?", "No", Relevance)));
        Assert.Equal((2, 1, 1), (await context.Runs.CountAsync(None), await context.DatasetVersions.CountAsync(None), await context.Benchmarks.CountAsync(None)));
    }

    [Fact]
    public async Task Import_OfAnInconclusiveOrFailedMetric_IsAnErrorAndNoZero()
    {
        var failed = new NumericMetric("Coherence");
        failed.AddDiagnostics(EvaluationDiagnostic.Error("the judge did not answer"));
        var imported = (await ImportAsync(
            File(Iteration("Inconclusive", "1", "q1", "a", new NumericMetric("Relevance") { Interpretation = new(EvaluationRating.Inconclusive, false, "no score found") })),
            File(Iteration("Failed", "1", "q2", "a", failed)),
            File(Iteration("Bad", "1", "q3", "a", new StringMetric("Tone", "rude") { Interpretation = new(EvaluationRating.Unacceptable, true, "rude") })))).Value;

        var run = await RunAsync(imported.RunId);
        Assert.Equal((1, 2, 0.0), (run.DoneCells, run.FailedCells, run.Candidates[0].Summary!.MeanScore!.Value));
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal(
            ["No metric could be evaluated: no score found", "No metric could be evaluated: the judge did not answer"],
            await context.RunCells.Where(row => row.State == CellState.Failed).Select(row => row.ErrorMessage!).Order().ToListAsync(None));
    }

    [Fact]
    public async Task Import_OfAMetricWithoutAVerdictBesideAnother_FeedsNoMetricWithAZero()
    {
        var imported = (await ImportAsync(
            File(Iteration("Good", "1", "q1", "a", Relevance, new BooleanMetric("Grounded", true))),
            File(Iteration("Open", "1", "q2", "a", Relevance, new NumericMetric("Grounded") { Interpretation = new(EvaluationRating.Inconclusive, false, "no score found") })))).Value;

        var metrics = (await RunAsync(imported.RunId)).Candidates[0].Summary!.Metrics;
        Assert.Equal([("Grounded", 1.0, 1), ("Relevance", 0.75, 2)], metrics.Select(metric => (metric.Name, metric.Mean, metric.Cases)));
    }

    [Fact]
    public async Task Preview_OfAFolderWithBadFiles_NamesEachAndImportStoresNothing()
    {
        string[] files =
        [
            Stored("Hail", "1", "q"), "{ no json", """{"name":"settings"}""", """{"results":{"version":3,"results":[]}}""", Stored("Hail", "1", "q"),
            File(Iteration("Length", "1", "q", "a", new NumericMetric("Words", 80))), File(Iteration("Empty", "1", "q", "a")),
        ];

        var preview = (await _console.Get<PreviewRunImport>().HandleAsync("support", Files(files), TestConsole.Engineer, None)).Value;

        Assert.Equal(
            ["file 2, 2.json", "file 3, 3.json", "file 4, 4.json", "file 5, 5.json", "file 7, 7.json", "file 6, 6.json, metric Words"],
            preview.Faults.Select(fault => fault.Where));
        Assert.Equal(
            ["The file is no JSON", "These are no results", "is a file of promptfoo's", "is iteration 1 of Hail under 2026-06 a second time", "has no metric", "80 has no rating"],
            preview.Faults.Zip(["The file is no JSON", "These are no results", "is a file of promptfoo's", "is iteration 1 of Hail under 2026-06 a second time", "has no metric", "80 has no rating"])
                .Select(pair => pair.First.Reason.StartsWith(pair.Second, StringComparison.Ordinal) ? pair.Second : pair.First.Reason));
        Assert.Equal("runs.import-invalid", (await ImportAsync(files)).Error?.Code);
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal((0, 0), (await context.Runs.CountAsync(None), await context.Datasets.CountAsync(None)));
    }

    private static string Stored(string scenario, string iteration, string question) => File(Iteration(scenario, iteration, question, $"answer {iteration}", Relevance));

    private static List<ImportSource> Files(string[] files) => [.. files.Select((json, index) => new ImportSource($"{index + 1}.json", () => new MemoryStream(Encoding.UTF8.GetBytes(json))))];

    private async Task<GetRun.Detail> RunAsync(int runId) => (await _console.Get<GetRun>().HandleAsync(runId, TestConsole.Viewer, None)).Value;

    private Task<Result<ImportRun.Imported>> ImportAsync(params string[] files) => _console.Get<ImportRun>().HandleAsync("support", Files(files), TestConsole.Engineer, None);
}
