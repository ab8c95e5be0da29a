using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Tests.Shared;

/// <summary>
/// A console in which one prompt can be taken from draft to production: people of every role who have signed in, a gate of each kind with its benchmark, and
/// finished runs made on demand. The clock stands still until it is moved.
/// </summary>
public sealed class ReleaseWorld : IAsyncDisposable
{
    public const string Key = "support/answer";
    public const string SystemKey = "support";
    public const string Label = PromptLabel.Production;

    private readonly ServiceProvider _services;
    private readonly IDisposable _database;
    private int _texts;

    private ReleaseWorld(IDbContextFactory<OpsDbContext> contexts, IDisposable database, Action<IServiceCollection>? more)
    {
        (Contexts, _database) = (contexts, database);
        var services = new ServiceCollection();
        services.AddSingleton(contexts);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ITemplateRenderer, TemplateRenderer>();
        services.AddSingleton<AssertionCompiler>();
        services.AddOpsConsoleAi();
        more?.Invoke(services);
        services.AddUseCases();
        _services = services.BuildServiceProvider();
    }

    public static Actor Author { get; } = Actor.Person("tomas", "Tomás Author", [Role.Author]);

    public static Actor Manager { get; } = Actor.Person("maya", "Maya Manager", [Role.ProductManager]);

    public static Actor Engineer { get; } = Actor.Person("jonas", "Jonas Engineer", [Role.Engineer]);

    public static Actor Security { get; } = Actor.Person("ines", "Inês Security", [Role.Security]);

    public static Actor Legal { get; } = Actor.Person("katrin", "Katrin Legal", [Role.Legal]);

    public static Actor Admin { get; } = Actor.Person("noah", "Noah Admin", [Role.Admin]);

    public static Actor Service { get; } = Actor.Service("ci", "CI", Enum.GetValues<Permission>());

    public static IReadOnlyList<Actor> People { get; } = [Author, Manager, Engineer, Security, Legal, Admin];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public IDbContextFactory<OpsDbContext> Contexts { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static Task<ReleaseWorld> StartAsync(int tier = 2, Action<IServiceCollection>? more = null)
    {
        var database = new TestDatabase();
        return StartAsync(database, database, tier, more);
    }

    /// <summary>Over a database of the caller's, for what several connections do at once.</summary>
    public static async Task<ReleaseWorld> StartAsync(IDbContextFactory<OpsDbContext> contexts, IDisposable database, int tier = 2, Action<IServiceCollection>? more = null)
    {
        var world = new ReleaseWorld(contexts, database, more);
        await world.SeedAsync(tier);
        return world;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public OpsDbContext Open() => Contexts.CreateDbContext();

    /// <summary>A draft with words that no other has; answers with its number.</summary>
    public async Task<int> DraftAsync(Actor? author = null, string? text = null)
    {
        var content = new PromptContent([new("system", text ?? $"Wording {++_texts}"), new("user", "{{ question }}")], [new PromptVariable("question", PromptVariableType.Text, true, "Is hail covered?")]);
        return (await Get<AddPromptVersion>().HandleAsync(new(Key, content, "A change"), author ?? Author, default)).Value;
    }

    /// <summary>Finishes a run of every gate's benchmark, now, for this version as it stands, and for the live one where there is one.</summary>
    /// <param name="passing">Of 100 cases, those that pass under the version.</param>
    public async Task RunGatesAsync(int number, int passing = 95, int livePassing = 90, Actor? startedBy = null)
    {
        await using var context = Open();
        var version = await context.PromptVersions.SingleAsync(row => row.Prompt!.Key == Key && row.Number == number);
        var live = await context.PromptLabels.Where(row => row.Prompt!.Key == Key && row.Name == Label).Select(row => row.Version).SingleOrDefaultAsync();
        var model = await context.ProviderModels.Include(row => row.Provider).FirstAsync();
        foreach (var benchmark in await context.Benchmarks.Include(row => row.Dataset).ToListAsync())
        {
            var dataset = await context.DatasetVersions.Where(row => row.DatasetId == benchmark.DatasetId).OrderByDescending(row => row.Number).FirstAsync();
            var run = FinishedRun(benchmark, dataset, startedBy ?? Engineer);
            context.Runs.Add(run);
            await context.SaveChangesAsync();
            var candidates = new[] { (Version: version, Passing: passing) }.Concat(live is null || live.Id == version.Id ? [] : new[] { (Version: live, Passing: livePassing) }).ToList();
            context.RunCandidates.AddRange(candidates.Select((candidate, position) => Candidate(run, candidate.Version, model, position, candidate.Passing)));
            context.RunCases.AddRange(Enumerable.Range(0, 100).Select(position => new RunCase
            {
                RunId = run.Id,
                Position = position,
                CaseId = 1,
                CaseKey = $"C-{position}",
                Title = "A case",
                Tags = [],
                Cells = [.. candidates.Select(candidate => new CaseCell(position < candidate.Passing ? CaseOutcome.Pass : CaseOutcome.Fail, position < candidate.Passing ? 1 : 0, position < candidate.Passing ? 1 : 0, 1))],
            }));
            await context.SaveChangesAsync();
        }
    }

    /// <summary>Submits a version by its author; answers with the release's id.</summary>
    public async Task<int> SubmitAsync(int number, Actor? by = null)
    {
        var key = (await Get<SubmitForReview>().HandleAsync(new(Key, number, Label, "Fewer wrong answers"), by ?? Author, default)).Value;
        return Release.ParseKey(key)!.Value;
    }

    /// <summary>Draft, runs and request in one; answers with the release's id.</summary>
    public async Task<int> RequestAsync(int passing = 95)
    {
        var number = await DraftAsync();
        await RunGatesAsync(number, passing);
        return await SubmitAsync(number);
    }

    public async Task<Result> DecideAsync(int releaseId, Actor actor, DecisionKind kind = DecisionKind.Approve, Role? role = null, string comment = "Read case by case.", string? hash = null)
    {
        var release = await ReadAsync(releaseId);
        return await Get<DecideOnRelease>().HandleAsync(new(releaseId, kind, role, hash ?? release.ContentHash, comment), actor, default);
    }

    /// <summary>A request that everybody has approved; answers with the release's id.</summary>
    public async Task<int> ApproveAsync(int passing = 95)
    {
        var id = await RequestAsync(passing);
        foreach (var person in new[] { Manager, Engineer, Security, Legal })
            await DecideAsync(id, person);
        return id;
    }

    /// <summary>A version that is live, whatever the tier asks; answers with the release's id.</summary>
    public async Task<int> GoLiveAsync()
    {
        var id = await ApproveAsync();
        var live = await Get<GoLive>().HandleAsync(id, Engineer, default);
        if (live.IsOk)
            return id;
        await Get<StartRollout>().HandleAsync(new(id, 50), Engineer, default);
        Clock.Advance(TimeSpan.FromHours(73));
        var late = await Get<GoLive>().HandleAsync(id, Engineer, default);
        return late.IsOk ? id : throw new InvalidOperationException($"{live.Error.Message} {late.Error.Message}");
    }

    public async Task<Release> ReadAsync(int releaseId)
    {
        await using var context = Open();
        return await context.Releases.AsNoTracking().Include(row => row.Version).Include(row => row.Decisions).SingleAsync(row => row.Id == releaseId);
    }

    public async Task<PromptLabel?> LabelAsync()
    {
        await using var context = Open();
        return await context.PromptLabels.AsNoTracking().Include(row => row.Version).Include(row => row.CanaryVersion).SingleOrDefaultAsync(row => row.Prompt!.Key == Key && row.Name == Label);
    }

    public async Task<List<string>> AuditAsync(string? action = null)
    {
        await using var context = Open();
        return await context.AuditEvents.Where(row => action == null || row.Action == action).OrderBy(row => row.Id).Select(row => $"{row.Action} {row.Outcome}").ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
    }

    private async Task SeedAsync(int tier)
    {
        await using var context = Open();
        var system = new AiSystem
        {
            Key = SystemKey,
            Name = "Support",
            Audience = Audience.Internal,
            Data = DataSensitivity.None,
            Autonomy = Autonomy.Suggests,
            Effect = tier switch { 4 => DecisionEffect.LegalOrCredit, 3 => DecisionEffect.Material, _ => DecisionEffect.None },
            Regulatory = tier == 2 ? RegulatoryClass.Transparency : RegulatoryClass.Minimal,
        };
        var prompt = new Prompt { Key = Key, Name = "Answer", System = system };
        var provider = new Provider { Key = "echo", Name = "Echo", Kind = ProviderKind.Echo };
        context.AddRange(system, prompt, new ProviderModel { Provider = provider, Key = "echo", Name = "Echo" });
        foreach (var kind in Enum.GetValues<GateKind>())
        {
            var dataset = new Dataset { Key = $"cases-{kind}".ToLowerInvariant(), Name = "Cases", System = system, LatestNumber = 1 };
            var version = new DatasetVersion { Dataset = dataset, Number = 1, CaseCount = 100, ContentHash = new string('b', 64), Variables = ["question"], CreatedBy = "Ada" };
            context.Add(version);
            context.Add(new DatasetCase { DatasetVersion = version, Key = "C-0", Title = "A case", VariablesJson = "{}", Expected = [], Tags = [], Assertions = [] });
            var benchmark = new Benchmark { Key = $"bench-{kind}".ToLowerInvariant(), Name = $"{kind}", System = system, Dataset = dataset, Assertions = [] };
            context.Add(new Gate
            {
                Prompt = prompt,
                Kind = kind,
                Number = 1,
                Benchmark = benchmark,
                Rules = [new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.9)],
                CreatedById = "u-ada",
                CreatedByName = "Ada",
            });
        }

        await context.SaveChangesAsync();
        foreach (var person in People)
            await Get<RememberPerson>().HandleAsync(person, default);
    }

    private Run FinishedRun(Benchmark benchmark, DatasetVersion dataset, Actor startedBy) => new()
    {
        BenchmarkId = benchmark.Id,
        SystemId = benchmark.SystemId,
        BenchmarkKey = benchmark.Key,
        BenchmarkName = benchmark.Name,
        State = RunState.Completed,
        StartedById = startedBy.Id,
        StartedByName = startedBy.Name,
        DatasetVersionId = dataset.Id,
        DatasetKey = benchmark.Dataset!.Key,
        DatasetVersionNumber = dataset.Number,
        CaseCount = 100,
        Repeats = 1,
        TotalCells = 100,
        DoneCells = 100,
        Assertions = [],
        CodeVersion = "test",
        QueuedAt = Now,
        CompletedAt = Now,
    };

    private static RunCandidate Candidate(Run run, PromptVersion version, ProviderModel model, int position, int passing) => new()
    {
        RunId = run.Id,
        Position = position,
        Name = $"v{version.Number}",
        IsBaseline = position == 1,
        PromptVersionId = version.Id,
        PromptKey = Key,
        PromptNumber = version.Number,
        PromptHash = version.ContentHash,
        ModelId = model.Id,
        ProviderKey = model.Provider!.Key,
        ProviderKind = model.Provider.Kind,
        ModelKey = model.Key,
        Parameters = ModelParameters.Default,
        DoneCells = 100,
        PassedCells = passing,
        Summary = new CandidateSummary(100, 0, new Estimate(passing / 100.0, (passing / 100.0) - 0.05, Math.Min(1, (passing / 100.0) + 0.04)), null, 400, 900, 0.5m, [], null),
    };
}
