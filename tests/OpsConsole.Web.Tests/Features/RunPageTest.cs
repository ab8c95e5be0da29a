using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Benchmarks;

namespace OpsConsole.Web.Tests.Features;

/// <summary>Pages over a benchmark that can really be run: 40 cases, and two prompt versions on the provider that echoes; the second fails from case 30 on.</summary>
public abstract class RunPageTest : PageTest
{
    protected const string Benchmark = "support-baseline";

    protected RunPageTest()
    {
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<IRunQueue>(new NoQueue());
        Services.AddTransient<BenchmarkOptionsReader>();
    }

    protected async Task SeedAsync(string? cron = null)
    {
        await OkAsync(Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support" }), Actor, None));
        await OkAsync(Get<CreatePrompt>().HandleAsync(new("support", "support/answer", "Answer"), Actor, None));
        foreach (var template in new[] { "answer {{ n }}", "{% if n < 30 %}answer {{ n }}{% else %}no idea{% endif %}" })
            await OkAsync(Get<AddPromptVersion>().HandleAsync(new("support/answer", new PromptContent([new("user", template)], [new("n", PromptVariableType.Number, true, "1")]), "Next"), Actor, None));
        await OkAsync(Get<CreateDataset>().HandleAsync(new("support", "golden", "Golden", DatasetKind.Golden), Actor, None));
        var cases = string.Join('\n', Enumerable.Range(0, 40).Select(n => $$$"""{"id":"C-{{{n:00}}}","vars":{"n":{{{n}}}},"expected":"answer {{{n}}}"}"""));
        await OkAsync(Get<AddDatasetVersion>().HandleAsync(new("golden", new MemoryStream(Encoding.UTF8.GetBytes(cases)), DatasetFormat.Jsonl, "First"), Actor, None));
        await OkAsync(Get<CreateProvider>().HandleAsync(new("echo", ProviderKind.Echo, new ProviderFacts { Name = "Echo" }), Actor, None));
        await OkAsync(Get<AddModel>().HandleAsync(new("echo", "echo", "Echo"), Actor, None));
        await OkAsync(Get<CreateBenchmark>().HandleAsync(
            new("support", Benchmark, new BenchmarkDraft
            {
                Name = "Support answers",
                DatasetKey = "golden",
                Cron = cron,
                Assertions = AssertionJson.ParseText("- { type: icontains-any, value: \"{{ expected }}\" }").Value,
                Candidates = [Candidate(1, baseline: true), Candidate(2, baseline: false)],
            }),
            Actor,
            None));
    }

    protected async Task<int> PlanAsync() => (await OkAsync(Get<PlanRun>().HandleAsync(new(Benchmark, RunTrigger.Person), Actor, None))).RunId;

    // On the real clock: results are written in batches that wait for their moment, and the test's clock stands still.
    protected async Task ExecuteAsync(int run) =>
        Xunit.Assert.Equal(RunState.Completed, await OkAsync(ActivatorUtilities.CreateInstance<ExecuteRun>(Services, TimeProvider.System).HandleAsync(run, Actor.System("test"), None)));

    protected static async Task<T> OkAsync<T>(Task<Result<T>> answer)
    {
        var result = await answer;
        Xunit.Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }

    private static CandidateDraft Candidate(int version, bool baseline) => new($"v{version}", "support/answer", version, "echo", "echo", ModelParameters.Default, baseline);

    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
            // The tests execute runs themselves.
        }
    }
}
