using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Tests.Shared;

/// <summary>A benchmark with a history: completed runs put straight into a database, one a day, each as the test says it came out.</summary>
public sealed class TrendWorld(IDbContextFactory<OpsDbContext> contexts, DateTime firstRun)
{
    public const string Benchmark = "support-nightly";

    private readonly Dictionary<int, PromptVersion> _versions = [];
    private readonly Dictionary<int, DatasetVersion> _datasets = [];
    private Benchmark _benchmark = null!;
    private ProviderModel _model = null!;
    private int _runs;

    /// <summary>How a run came out, and what it was made of.</summary>
    public sealed record Night(double PassRate)
    {
        public int Cases { get; init; } = 240;

        public int Dataset { get; init; } = 1;

        public int Version { get; init; } = 1;

        public string Returned { get; init; } = "gpt-4.1-mini-2025-04-14";

        public string Code { get; init; } = "1.0.0";

        public double LatencyP95 { get; init; } = 1200;

        public decimal? Cost { get; init; } = 0.87m;

        public IReadOnlyList<Assertion> Assertions { get; init; } = [];

        /// <summary>Who judged, as <c>key@number</c>.</summary>
        public string? Judge { get; init; }

        public int? OfRunId { get; init; }
    }

    public DateTime At(int night) => firstRun.AddDays(night);

    public async Task SeedAsync()
    {
        await using var context = contexts.CreateDbContext();
        var system = new AiSystem { Key = "support", Name = "Support assistant" };
        var prompt = new Prompt { Key = "support/answer", Name = "Answer", System = system, LatestNumber = 3 };
        var dataset = new Dataset { Key = "support-golden", Name = "Golden", System = system, LatestNumber = 4 };
        foreach (var number in Enumerable.Range(1, 3))
        {
            _versions[number] = new PromptVersion
            {
                Prompt = prompt,
                Number = number,
                Messages = [new PromptMessage("user", $"{{{{ q }}}} {number}")],
                Variables = [],
                ContentHash = new string((char)('a' + number), 64),
                AuthorId = "u-tom",
                AuthorName = "Tom",
            };
        }

        foreach (var number in Enumerable.Range(1, 4))
            _datasets[number] = new DatasetVersion { Dataset = dataset, Number = number, CaseCount = 240, ContentHash = new string('d', 64), Variables = ["q"], CreatedBy = "Tom" };
        var provider = new Provider { Key = "openai", Name = "OpenAI", Kind = ProviderKind.OpenAI };
        _model = new ProviderModel { Provider = provider, Key = "gpt-4.1-mini", Name = "GPT-4.1 mini" };
        _benchmark = new Benchmark { Key = Benchmark, Name = "Support, nightly", System = system, Dataset = dataset, Assertions = [], Concurrency = 4 };
        context.AddRange(_versions.Values);
        context.AddRange(_datasets.Values);
        context.AddRange(_model, _benchmark);
        await context.SaveChangesAsync();
    }

    /// <summary>One run a night, after those that are there.</summary>
    public async Task RunAsync(params IReadOnlyList<Night> nights)
    {
        await using var context = contexts.CreateDbContext();
        foreach (var night in nights)
        {
            var at = At(_runs++);
            context.Add(new Run
            {
                BenchmarkId = _benchmark.Id,
                SystemId = _benchmark.SystemId,
                BenchmarkKey = Benchmark,
                BenchmarkName = _benchmark.Name,
                State = RunState.Completed,
                StartedById = "s",
                StartedByName = "schedule",
                DatasetVersionId = _datasets[night.Dataset].Id,
                DatasetKey = "support-golden",
                DatasetVersionNumber = night.Dataset,
                CaseCount = night.Cases,
                Repeats = 1,
                TotalCells = night.Cases,
                DoneCells = night.Cases,
                Assertions = night.Assertions,
                CodeVersion = night.Code,
                QueuedAt = at,
                StartedAt = at,
                CompletedAt = at.AddMinutes(10),
                OfRunId = night.OfRunId,
                Candidates = [Candidate(night)],
            });
            await context.SaveChangesAsync();
        }
    }

    public async Task PointAsync(int version, DateTime at, string label = PromptLabel.Production)
    {
        await using var context = contexts.CreateDbContext();
        context.Add(new LabelMove { PromptId = _versions[version].PromptId, Label = label, ToNumber = version, Why = "test", ById = "u", ByName = "U", At = at });
        await context.SaveChangesAsync();
    }

    public async Task PriceAsync(DateOnly? from, decimal dollars)
    {
        await using var context = contexts.CreateDbContext();
        context.Add(new ModelPrice
        {
            ModelId = _model.Id,
            ValidFrom = from,
            Input = Money.FromDollars(dollars),
            Output = Money.FromDollars(dollars),
            Tiers = [],
            Source = "list",
            CheckedOn = new DateOnly(2026, 1, 1),
        });
        await context.SaveChangesAsync();
    }

    private RunCandidate Candidate(Night night)
    {
        var passed = Math.Round(night.PassRate * night.Cases);
        var interval = Wilson.Interval(passed, night.Cases);
        var rate = new Estimate(passed / night.Cases, interval.Low, interval.High);
        return new RunCandidate
        {
            Position = 0,
            Name = "live · gpt-4.1-mini",
            IsBaseline = true,
            PromptVersionId = _versions[night.Version].Id,
            PromptKey = "support/answer",
            PromptNumber = night.Version,
            PromptHash = _versions[night.Version].ContentHash,
            ModelId = _model.Id,
            ProviderKey = "openai",
            ProviderKind = ProviderKind.OpenAI,
            ModelKey = _model.Key,
            Parameters = ModelParameters.Default,
            DoneCells = night.Cases,
            Summary = new CandidateSummary(
                night.Cases, 0, rate, rate, night.LatencyP95 / 2, night.LatencyP95, night.Cost, [new MetricSummary("cites-clause", rate.Value, night.Cases, rate)], null, [night.Returned])
            {
                Judges = night.Judge is { } judge ? [new JudgeUse(judge, [], Counts: true, night.Cases, 0)] : null,
            },
        };
    }
}
