using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Tests.Shared;

/// <summary>
/// A small console on a real SQLite file: one system, one prompt, one dataset of numbered questions, and a benchmark
/// over an OpenAI-compatible server or the built-in <c>echo</c>.
/// </summary>
public sealed class RunWorld : IAsyncDisposable
{
    private readonly FileDatabase _database;
    private readonly ServiceProvider _services;

    public RunWorld(Action<IServiceCollection>? configure = null, bool migrated = false)
    {
        _database = new FileDatabase(migrated, Queries, Full);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IDbContextFactory<OpsDbContext>>(_database);
        services.AddSingleton<IRunQueue>(Queue);
        services.AddOpsConsoleCore();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public const string BenchmarkKey = "numbers";

    public Actor Engineer { get; } = Actor.Person("eng", "Erik Engineer", [Role.Engineer]);

    public RecordingQueue Queue { get; } = new();

    /// <summary>Counts what the database is asked.</summary>
    public QueryCounter Queries { get; } = new();

    public FullDisk Full { get; } = new();

    public string ConnectionString => _database.ConnectionString;

    public OpsDbContext Open() => _database.CreateDbContext();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Stores what a run needs. Case i asks <c>question i</c> and accepts <c>answer i</c>.</summary>
    public async Task SeedAsync(Setup setup)
    {
        await using var context = Open();
        var system = new AiSystem { Key = "numbers", Name = "Numbers" };
        var prompt = new Prompt { Key = "numbers/ask", Name = "Ask", System = system, LatestNumber = 1 };
        var version = new PromptVersion
        {
            Prompt = prompt,
            Number = 1,
            Messages = [new PromptMessage("user", setup.Template)],
            Tools = setup.Tools,
            Variables = [new PromptVariable("question", PromptVariableType.Text, true, "question 1")],
            ContentHash = new string('a', 64),
            AuthorId = "author",
            AuthorName = "Author",
        };
        var dataset = new Dataset { Key = "numbers-golden", Name = "Numbers", System = system, LatestNumber = 1 };
        var datasetVersion = new DatasetVersion { Dataset = dataset, Number = 1, CaseCount = setup.Cases, ContentHash = new string('b', 64), Variables = ["question"], CreatedBy = "author" };
        var provider = new Provider
        {
            Key = setup.BaseUrl is null ? "echo" : "loopback",
            Name = "Loopback",
            Kind = setup.BaseUrl is null ? ProviderKind.Echo : ProviderKind.OpenAICompatible,
            BaseUrl = setup.BaseUrl,
            MaxConcurrency = setup.Concurrency,
            MaxRetries = setup.MaxRetries,
            TimeoutSeconds = setup.TimeoutSeconds,
        };
        var models = Enumerable.Range(0, setup.Candidates).Select(i => new ProviderModel { Provider = provider, Key = $"m{i}", Name = $"Model {i}" }).ToList();
        if (setup.PricePerMillion is { } price)
        {
            models.ForEach(model => model.Prices.Add(new ModelPrice { Input = price, Output = price, Tiers = [], Source = "test", CheckedOn = new DateOnly(2026, 11, 1) }));
        }

        context.AddRange(version, datasetVersion);
        context.Add(new Benchmark
        {
            Key = BenchmarkKey,
            Name = "Numbers",
            System = system,
            Dataset = dataset,
            Repeats = setup.Repeats,
            Assertions = setup.Assertions,
            Concurrency = setup.Concurrency,
            SpendCap = setup.SpendCap,
            UseCache = setup.UseCache,
            Candidates =
            [
                .. models.Select((model, i) => new BenchmarkCandidate
                {
                    Position = i, Name = $"c{i}", PromptVersion = version, Model = model, IsBaseline = i == 0, Parameters = setup.Parameters,
                }),
            ],
        });
        await context.SaveChangesAsync();
        await SeedCasesAsync(datasetVersion.Id, setup.Cases, setup.CaseAssertions ?? (static _ => []));
    }

    public async Task<int> PlanAsync(string? idempotencyKey = null)
    {
        var planned = await Get<PlanRun>().HandleAsync(new PlanRun.Command(BenchmarkKey, RunTrigger.Person, idempotencyKey), Engineer, CancellationToken.None);
        return planned.Value.RunId;
    }

    public async Task<RunState> ExecuteAsync(int runId, CancellationToken stopping = default) =>
        (await Get<ExecuteRun>().HandleAsync(runId, Actor.System("test"), stopping)).Value;

    public async Task<GetRun.Detail> RunAsync(int runId) => (await Get<GetRun>().HandleAsync(runId, Engineer, CancellationToken.None)).Value;

    public async Task<List<RunCell>> CellsAsync(int runId)
    {
        await using var context = Open();
        return await context.RunCells.AsNoTracking().Where(cell => cell.RunId == runId).OrderBy(cell => cell.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
    }

    private async Task SeedCasesAsync(int versionId, int count, Func<int, IReadOnlyList<Assertion>> assertions)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1000))
        {
            await using var context = Open();
            context.AddRange(chunk.Select(i => new DatasetCase
            {
                DatasetVersionId = versionId,
                Position = i,
                Key = $"C-{i + 1:0000}",
                Title = $"question {i}",
                VariablesJson = $$"""{"question":"question {{i}}"}""",
                Expected = [$"answer {i}"],
                Tags = [],
                Assertions = assertions(i),
            }));
            await context.SaveChangesAsync();
        }
    }

    public sealed record Setup
    {
        public string? BaseUrl { get; init; }

        public string Template { get; init; } = "{{ question }}";

        public int Cases { get; init; } = 10;

        public int Candidates { get; init; } = 1;

        public int Repeats { get; init; } = 1;

        public int Concurrency { get; init; } = 4;

        public int MaxRetries { get; init; }

        public int TimeoutSeconds { get; init; } = 30;

        public Money? SpendCap { get; init; }

        public Money? PricePerMillion { get; init; }

        public bool UseCache { get; init; }

        public ModelParameters Parameters { get; init; } = ModelParameters.Default;

        public IReadOnlyList<Assertion> Assertions { get; init; } = [];

        /// <summary>Of the cases, by number from 0.</summary>
        public Func<int, IReadOnlyList<Assertion>>? CaseAssertions { get; init; }

        /// <summary>Of the prompt.</summary>
        public IReadOnlyList<PromptTool>? Tools { get; init; }
    }

    /// <summary>Remembers what was handed over; the test executes it.</summary>
    public sealed class RecordingQueue : IRunQueue
    {
        public ConcurrentQueue<int> Enqueued { get; } = new();

        public void Enqueue(int runId) => Enqueued.Enqueue(runId);
    }
}
