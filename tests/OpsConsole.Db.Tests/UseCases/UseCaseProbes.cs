using System.Reflection;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;
using Xunit;

namespace OpsConsole.Db.Tests.UseCases;

/// <summary>
/// For each use case the calls that together make every query of it: they go all the way to success, because a use case that
/// stops at "not found" has shown only its first query.
/// </summary>
internal static class UseCaseProbes
{
    internal static readonly Actor Actor = Actor.System("probe");
    private static readonly SystemFacts Facts = new() { Name = "Support", Owner = "Ada" };
    private static readonly PromptContent Content = new([new PromptMessage("user", "{{ q }}")], [new PromptVariable("q", PromptVariableType.Text, true, "a")]);

    private static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CreateSystem)] = on => OkAsync(on.Get<CreateSystem>().HandleAsync(new(on.NewKey, Facts), Actor, Now)),
        [typeof(GetSystem)] = on => OkAsync(on.Get<GetSystem>().HandleAsync(on.World.System.Key, Actor, Now)),
        [typeof(ListSystems)] = on => OkAsync(on.Get<ListSystems>().HandleAsync(new("s", After: "a"), Actor, Now)),
        [typeof(UpdateSystem)] = on => OkAsync(on.Get<UpdateSystem>().HandleAsync(new(on.World.System.Key, 0, Facts), Actor, Now)),

        [typeof(AddPromptVersion)] = on => OkAsync(on.Get<AddPromptVersion>().HandleAsync(new(on.World.Prompt.Key, Content, "why"), Actor, Now)),
        [typeof(CreatePrompt)] = on => OkAsync(on.Get<CreatePrompt>().HandleAsync(new(on.World.System.Key, on.NewKey, "New"), Actor, Now)),
        [typeof(DiffPromptVersions)] = on => OkAsync(on.Get<DiffPromptVersions>().HandleAsync(new(on.World.Prompt.Key, 1, 1), Actor, Now)),
        [typeof(GetPrompt)] = on => OkAsync(on.Get<GetPrompt>().HandleAsync(on.World.Prompt.Key, Actor, Now)),
        [typeof(GetPromptVersion)] = async on =>
        {
            await OkAsync(on.Get<GetPromptVersion>().HandleAsync(on.World.Prompt.Key, 1, Actor, Now));
            await OkAsync(on.Get<GetPromptVersion>().HandleAsync(on.World.Prompt.Key, null, Actor, Now));
        },
        [typeof(ListPrompts)] = on => OkAsync(on.Get<ListPrompts>().HandleAsync(new(on.World.System.Key, "p", "a"), Actor, Now)),
        [typeof(PreviewPrompt)] = on => OkAsync(on.Get<PreviewPrompt>().HandleAsync(new(Content, null, on.World.Provider.Key, on.World.Model.Key), Actor, Now)),

        [typeof(CreateDataset)] = on => OkAsync(on.Get<CreateDataset>().HandleAsync(new(on.World.System.Key, on.NewKey, "New", DatasetKind.Golden), Actor, Now)),
        [typeof(ExportCases)] = async on =>
        {
            var export = await OkAsync(on.Get<ExportCases>().HandleAsync(new(on.World.Dataset.Key, null, DatasetFormat.Jsonl), Actor, Now));
            await export.WriteAsync(Stream.Null, Now);
        },
        [typeof(GetCase)] = async on =>
        {
            await OkAsync(on.Get<GetCase>().HandleAsync(new(on.World.Dataset.Key, 1, on.World.Case.Key), Actor, Now));
            await OkAsync(on.Get<GetCase>().HandleAsync(new(on.World.Dataset.Key, null, on.World.Case.Key), Actor, Now));
        },
        [typeof(GetDataset)] = on => OkAsync(on.Get<GetDataset>().HandleAsync(on.World.Dataset.Key, Actor, Now)),
        [typeof(ListCases)] = async on =>
        {
            foreach (var sort in Enum.GetValues<CaseSort>())
                await OkAsync(on.Get<ListCases>().HandleAsync(new(on.World.Dataset.Key, Search: "c", Tag: "cover", Sort: sort, Descending: true, Split: "test"), Actor, Now));
        },
        [typeof(ListDatasets)] = on => OkAsync(on.Get<ListDatasets>().HandleAsync(new(on.World.System.Key, "d", "a"), Actor, Now)),

        [typeof(AddModel)] = on => OkAsync(on.Get<AddModel>().HandleAsync(new(on.World.Provider.Key, on.NewKey, "New"), Actor, Now)),
        [typeof(CreateProvider)] = on => OkAsync(on.Get<CreateProvider>().HandleAsync(new(on.NewKey, ProviderKind.Echo, new() { Name = "New" }), Actor, Now)),
        [typeof(GetProvider)] = on => OkAsync(on.Get<GetProvider>().HandleAsync(on.World.Provider.Key, Actor, Now)),
        [typeof(GetProviderStates)] = on => OkAsync(on.Get<GetProviderStates>().HandleAsync(Actor, Now)),
        [typeof(ListModels)] = on => OkAsync(on.Get<ListModels>().HandleAsync(null, Actor, Now)),
        [typeof(ListProviders)] = on => OkAsync(on.Get<ListProviders>().HandleAsync(new("p", "a"), Actor, Now)),
        [typeof(LoadPriceBook)] = on => OkAsync(on.Get<LoadPriceBook>().HandleAsync(PriceBook, null, Actor, Now)),
        [typeof(SetPrice)] = on => OkAsync(on.Get<SetPrice>().HandleAsync(
            new(on.World.Provider.Key, on.World.Model.Key, new DateOnly(2026, 2, 1), Money.FromDollars(1), null, Money.FromDollars(2), null, "list", new DateOnly(2026, 2, 1)), Actor, Now)),
        [typeof(SetModelKind)] = on => OkAsync(on.Get<SetModelKind>().HandleAsync(new(on.World.Provider.Key, on.World.Model.Key, ModelKind.Chat), Actor, Now)),
        [typeof(TestConnection)] = async on =>
        {
            await OkAsync(on.Get<TestConnection>().HandleAsync(new(on.World.Provider.Key), Actor, Now));
            await OkAsync(on.Get<TestConnection>().HandleAsync(new(on.World.Provider.Key, on.World.Model.Key), Actor, Now));
        },
        [typeof(UpdateProvider)] = on => OkAsync(on.Get<UpdateProvider>().HandleAsync(new(on.World.Provider.Key, 0, new() { Name = "New" }), Actor, Now)),

        [typeof(CreateBenchmark)] = on => OkAsync(on.Get<CreateBenchmark>().HandleAsync(new(on.World.System.Key, on.NewKey, Draft(on)), Actor, Now)),
        [typeof(GetBenchmark)] = on => OkAsync(on.Get<GetBenchmark>().HandleAsync(on.World.Benchmark.Key, Actor, Now)),
        [typeof(ListBenchmarks)] = on => OkAsync(on.Get<ListBenchmarks>().HandleAsync(new(on.World.System.Key, "b", "a"), Actor, Now)),
        [typeof(ListSchedules)] = on => OkAsync(on.Get<ListSchedules>().HandleAsync(Actor, Now)),
        [typeof(StartMissedRuns)] = async on => Assert.NotEqual(0, await OkAsync(on.Get<StartMissedRuns>().HandleAsync(Actor, Now))),
        [typeof(UpdateBenchmark)] = on => OkAsync(on.Get<UpdateBenchmark>().HandleAsync(new(on.World.Benchmark.Key, 0, Draft(on)), Actor, Now)),

        [typeof(CancelRun)] = async on => await OkAsync(on.Get<CancelRun>().HandleAsync(await PlanAsync(on), Actor, Now)),
        [typeof(CompleteRun)] = async on => await OkAsync(on.Get<CompleteRun>().HandleAsync(new(await PlanAsync(on), null, RunState.Cancelled, null), Actor, Now)),
        [typeof(ExecuteRun)] = async on => Assert.Equal(RunState.Completed, await OkAsync(on.Get<ExecuteRun>().HandleAsync(await PlanAsync(on), Actor, Now))),
        [typeof(ExportRunResults)] = async on =>
        {
            var rows = await OkAsync(on.Get<ExportRunResults>().HandleAsync(on.World.Run.Id, Actor, Now));
            Assert.Single(await rows.ToListAsync(Now));
        },
        [typeof(GetRun)] = on => OkAsync(on.Get<GetRun>().HandleAsync(on.World.Run.Id, Actor, Now)),
        [typeof(GetRunCase)] = on => OkAsync(on.Get<GetRunCase>().HandleAsync(on.World.Run.Id, on.World.Case.Key, Actor, Now)),
        [typeof(GetRunCaseNeighbours)] = async on =>
        {
            foreach (var mode in Enum.GetValues<CaseMode>())
                await OkAsync(on.Get<GetRunCaseNeighbours>().HandleAsync(new(on.World.Run.Id, on.World.Case.Key, mode, "c"), Actor, Now));
        },
        [typeof(ListRunCases)] = async on =>
        {
            var unfinished = await PlanAsync(on);
            foreach (var mode in Enum.GetValues<CaseMode>())
            {
                await OkAsync(on.Get<ListRunCases>().HandleAsync(new(on.World.Run.Id, mode, "c"), Actor, Now));
                await OkAsync(on.Get<ListRunCases>().HandleAsync(new(unfinished, mode, "c"), Actor, Now));
            }
        },
        [typeof(ListRuns)] = on => OkAsync(on.Get<ListRuns>().HandleAsync(new(10, 99, on.World.Benchmark.Key, on.World.System.Key, RunState.Completed), Actor, Now)),
        [typeof(PickUpRuns)] = async on =>
        {
            await PlanAsync(on);
            Assert.NotEqual(0, await OkAsync(on.Get<PickUpRuns>().HandleAsync(Actor, Now)));
        },
        [typeof(PlanRun)] = PlanAsync,

        [typeof(SeedDemoWorkspace)] = async on =>
        {
            await using var prices = File.OpenRead(Path.Combine(Seed, "price-book.json"));
            await OkAsync(on.Get<LoadPriceBook>().HandleAsync(prices, null, Actor, Now));
            Assert.NotEmpty(await OkAsync(on.Get<SeedDemoWorkspace>().HandleAsync(Path.Combine(Seed, "demo"), Actor, Now)));
        },
        [typeof(SeedDemoReleases)] = async on =>
        {
            await All![typeof(SeedDemoWorkspace)](on);
            await OkAsync(on.Get<SeedDemoReleases>().HandleAsync(Path.Combine(Seed, "demo"), Actor, Now));
        },
    };

    /// <summary>Each area keeps its probes in a class of its own: a static field <c>All</c> in <c>UseCases/Areas</c>.</summary>
    private static IEnumerable<KeyValuePair<Type, Func<ProbedConsole, Task>>> ByArea => typeof(UseCaseProbes).Assembly.GetTypes()
        .Where(type => type.Namespace == "OpsConsole.Db.Tests.UseCases.Areas")
        .SelectMany(type => (type.GetField("All", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(null) as Dictionary<Type, Func<ProbedConsole, Task>>) ?? []);

    /// <summary>Use cases that work on their input alone.</summary>
    public static IReadOnlySet<string> QueryNothing { get; } = new HashSet<string>();

    public static TheoryData<string> UseCaseNames => new(Core.Common.UseCases.All.Select(type => type.Name).Order());

    private static string Seed => Path.Combine(AppContext.BaseDirectory, "seed");

    internal static MemoryStream Cases => new("id,question\nN-1,What?\n"u8.ToArray());

    private static MemoryStream PriceBook => new(
        """
        {"providers":[{"key":"book","name":"Book","kind":"Echo","models":[{"key":"m","name":"M","prices":[{"inputPerMTok":1,"outputPerMTok":2,"source":"list","checkedOn":"2026-11-01"}]}]}]}
        """u8.ToArray());

    internal static CancellationToken Now => TestContext.Current.CancellationToken;

    public static Task RunAsync(string useCase, ProbedConsole console)
    {
        var probe = All.Concat(ByArea).FirstOrDefault(entry => entry.Key.Name == useCase).Value;
        Assert.True(probe is not null, $"{useCase} has no probe: add a line to {nameof(UseCaseProbes)} that calls it with success.");
        return probe(console);
    }

    private static async Task<int> PlanAsync(ProbedConsole on)
    {
        var planned = await OkAsync(on.Get<PlanRun>().HandleAsync(new(on.World.Benchmark.Key, RunTrigger.Api, on.NewKey), Actor, Now));
        return planned.RunId;
    }

    private static BenchmarkDraft Draft(ProbedConsole on) => new()
    {
        Name = "New",
        DatasetKey = on.World.Dataset.Key,
        DatasetVersion = 1,
        Candidates =
        [
            new("newest", on.World.Prompt.Key, null, on.World.Provider.Key, on.World.Model.Key, ModelParameters.Default, IsBaseline: true),
            new("pinned", on.World.Prompt.Key, 1, on.World.Provider.Key, on.World.Model.Key, new ModelParameters { Seed = 1 }, IsBaseline: false),
        ],
    };

    internal static async Task OkAsync(Task<Result> call)
    {
        var result = await call;
        Assert.True(result.IsOk, result.Error?.Message);
    }

    internal static async Task<T> OkAsync<T>(Task<Result<T>> call)
    {
        var result = await call;
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }
}
