using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Gates;

/// <summary>One prompt with three versions, two models, and a benchmark whose runs are told case by case what passed.</summary>
internal sealed class GateWorld : IDisposable
{
    public const string PromptKey = "support/answer";
    public const string BenchmarkKey = "support-baseline";

    private readonly ProviderModel[] _models;
    private readonly DatasetVersion _dataset;

    public GateWorld()
    {
        using var context = Console.Database.CreateDbContext();
        var system = new AiSystem { Key = "support", Name = "Support" };
        var prompt = new Prompt { System = system, Key = PromptKey, Name = "Answer", LatestNumber = 3 };
        Versions = [.. Enumerable.Range(1, 3).Select(number => NewVersion(prompt, number))];
        var provider = new Provider { Key = "local", Name = "Local", Kind = ProviderKind.Builtin };
        _models = [new ProviderModel { Provider = provider, Key = "small", Name = "Small" }, new ProviderModel { Provider = provider, Key = "large", Name = "Large" }];
        var golden = new Dataset { System = system, Key = "support-golden", Name = "Golden", LatestNumber = 1 };
        _dataset = new DatasetVersion { Dataset = golden, Number = 1, ContentHash = new string('d', 64), Variables = [], CreatedBy = "u-ada" };
        Benchmark = new Benchmark
        {
            System = system,
            Key = BenchmarkKey,
            Name = "Baseline",
            Dataset = golden,
            Assertions = [],
            Candidates = [.. Versions.Select(version => new BenchmarkCandidate
            {
                Position = version.Number, Name = $"v{version.Number}", PromptVersion = version, Model = _models[0], Parameters = ModelParameters.Default, IsBaseline = version.Number == 1,
            })],
        };
        context.AddRange([.. Versions, .. _models, _dataset, Benchmark]);
        context.SaveChanges();
    }

    public TestConsole Console { get; } = new();

    public IReadOnlyList<PromptVersion> Versions { get; }

    public Benchmark Benchmark { get; }

    public int PromptId => Versions[0].PromptId;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public OpsDbContext Open() => Console.Database.CreateDbContext();

    public void Dispose() => Console.Dispose();

    /// <summary>The next edition of the prompt's gate over the benchmark.</summary>
    public async Task<Gate> GateAsync(GateKind kind, params GateRule[] rules)
    {
        await using var context = Open();
        var gate = new Gate
        {
            PromptId = PromptId,
            Kind = kind,
            Number = await context.Gates.CountAsync(row => row.PromptId == PromptId && row.Kind == kind, Now) + 1,
            BenchmarkId = Benchmark.Id,
            Rules = rules,
            CreatedById = "u-ada",
            CreatedByName = "Ada",
        };
        context.Gates.Add(gate);
        await context.SaveChangesAsync(Now);
        return gate;
    }

    /// <summary>A run of some columns, each with the pass share of its cases (NaN is an error); the engine's own figures are computed from them.</summary>
    public async Task<Run> RunAsync(RunState state, params Column[] columns)
    {
        var count = columns[0].Passes.Count;
        await using var context = Open();
        var run = new Run
        {
            BenchmarkId = Benchmark.Id,
            SystemId = Benchmark.SystemId,
            BenchmarkKey = Benchmark.Key,
            BenchmarkName = Benchmark.Name,
            State = state,
            StartedById = "u-bea",
            StartedByName = "Bea",
            DatasetVersionId = _dataset.Id,
            DatasetKey = "support-golden",
            DatasetVersionNumber = 1,
            CaseCount = count,
            Repeats = 1,
            Assertions = [],
            CodeVersion = "test",
            QueuedAt = Console.Clock.GetUtcNow().UtcDateTime,
            CompletedAt = Console.Clock.GetUtcNow().UtcDateTime,
        };
        context.Runs.Add(run);
        await context.SaveChangesAsync(Now);
        var candidates = columns.Index().Select(entry => NewColumn(run.Id, entry.Index, entry.Item)).ToList();
        context.RunCandidates.AddRange(candidates);
        await context.SaveChangesAsync(Now);

        var tally = new RunTally(candidates, repeats: 1, count);
        for (var position = 0; position < count; position++)
        {
            var cells = candidates.Zip(columns, (candidate, column) => Cell(candidate.Id, position, column));
            context.RunCases.Add(tally.Add(run.Id, new TallyCase(position, position, $"C-{position:0000}", "A case", []), cells));
        }

        foreach (var (candidate, summary) in candidates.Zip(tally.Summaries()))
            context.Entry(candidate).Property(row => row.Summary).CurrentValue = summary;
        await context.SaveChangesAsync(Now);
        return run;
    }

    private static TallyCell Cell(int candidateId, int position, Column column) => double.IsNaN(column.Passes[position])
        ? new TallyCell(position, candidateId, CellState.Failed, null, null, null, null, null)
        : new TallyCell(
            position, candidateId, CellState.Done, column.Passes[position] >= 1, column.Passes[position], column.LatencyMs,
            column.PricePer1000 is { } price ? Money.FromDollars(price / 1000) : null, column.Metrics);

    private RunCandidate NewColumn(int runId, int position, Column column)
    {
        var version = Versions[column.Version - 1];
        return new RunCandidate
        {
            RunId = runId,
            Position = position,
            Name = column.Name ?? $"v{column.Version}",
            IsBaseline = column.IsBaseline,
            PromptVersionId = version.Id,
            PromptKey = PromptKey,
            PromptNumber = version.Number,
            PromptHash = column.Hash ?? version.ContentHash,
            ModelId = _models[column.Model].Id,
            ProviderKey = "local",
            ModelKey = _models[column.Model].Key,
            Parameters = column.Parameters ?? ModelParameters.Default,
            DoneCells = column.Passes.Count(share => !double.IsNaN(share)),
            FailedCells = column.Passes.Count(double.IsNaN),
        };
    }

    private static PromptVersion NewVersion(Prompt prompt, int number)
    {
        var messages = new[] { new PromptMessage("user", $"Answer {number}: {{{{ question }}}}") };
        return new PromptVersion
        {
            Prompt = prompt,
            Number = number,
            Messages = messages,
            Variables = [],
            ContentHash = new string((char)('0' + number), 64),
            AuthorId = "u-tom",
            AuthorName = "Tom",
        };
    }

    public sealed record Column(int Version, IReadOnlyList<double> Passes)
    {
        public string? Name { get; init; }

        public int Model { get; init; }

        public bool IsBaseline { get; init; }

        public string? Hash { get; init; }

        public ModelParameters? Parameters { get; init; }

        public double? LatencyMs { get; init; } = 100;

        public decimal? PricePer1000 { get; init; } = 1;

        public string? Metrics { get; init; }

        /// <summary>The first <paramref name="passed"/> of <paramref name="of"/> cases pass.</summary>
        public static Column Of(int version, int passed, int of) => new(version, [.. Enumerable.Range(0, of).Select(i => i < passed ? 1.0 : 0.0)]);
    }
}
