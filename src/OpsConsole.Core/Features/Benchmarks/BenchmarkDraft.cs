using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Scripts;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>One column of the comparison, as people name it.</summary>
/// <param name="PromptVersion">Null takes the newest, once, when the benchmark is saved.</param>
public sealed record CandidateDraft(
    string Name, string PromptKey, int? PromptVersion, string ProviderKey, string ModelKey, ModelParameters Parameters, bool IsBaseline);

/// <summary>What people state about a benchmark: the part that is written on creation and on every edit.</summary>
public sealed record BenchmarkDraft
{
    public const int MostCandidates = 10;

    public required string Name { get; init; }

    public string Purpose { get; init; } = "";

    public required string DatasetKey { get; init; }

    /// <summary>Pins a version; null takes the newest at the start of each run.</summary>
    public int? DatasetVersion { get; init; }

    public int Repeats { get; init; } = 1;

    public IReadOnlyList<Assertion> Assertions { get; init; } = [];

    public double? Threshold { get; init; }

    public Money? SpendCap { get; init; }

    public int Concurrency { get; init; } = 8;

    public bool UseCache { get; init; }

    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    public MissedRunPolicy MissedRuns { get; init; }

    public required IReadOnlyList<CandidateDraft> Candidates { get; init; }

    /// <summary>What the audit log keeps of it.</summary>
    internal object Facts => new
    {
        dataset = DatasetKey,
        version = DatasetVersion,
        Repeats,
        assertions = ContentHash.Of(Assertions),
        Threshold,
        spendCap = SpendCap?.Dollars,
        Cron,
        TimeZone,
        candidates = Candidates.Select(candidate => new { candidate.Name, prompt = candidate.PromptKey, version = candidate.PromptVersion, provider = candidate.ProviderKey, model = candidate.ModelKey, candidate.IsBaseline }),
    };

    internal BenchmarkDraft Tidy() => this with
    {
        Cron = string.IsNullOrWhiteSpace(Cron) ? null : Cron.Trim(),
        TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone.Trim(),
        Candidates = [.. Candidates.Select(candidate => candidate with { Name = candidate.Name.Trim() })],
    };

    /// <summary>Everything that is wrong without looking at other objects.</summary>
    internal Error? Check(FieldChecks checks, AssertionCompiler compiler)
    {
        checks
            .Required("name", Name, ModelBuilding.NameLength)
            .Text("purpose", Purpose, 4000)
            .Range("repeats", Repeats, 1, 100)
            .Range("threshold", Threshold, 0, 1)
            .Range("concurrency", Concurrency, 1, 256)
            .That(SpendCap is null || SpendCap > Money.Zero, "spendCap", "must be more than nothing; leave it empty for no cap")
            .That(Candidates.Count is > 0 and <= MostCandidates, "candidates", $"takes 1 to {MostCandidates} candidates, this has {Candidates.Count}")
            .That(Candidates.Count(candidate => candidate.IsBaseline) == 1, "candidates", "name exactly one as the baseline that the others are compared with")
            .That(Assertions.Count <= 100, "assertions", "takes at most 100 assertions");
        foreach (var (index, candidate) in Candidates.Index())
        {
            var field = $"candidate {index + 1}";
            checks.Required(field, candidate.Name, ModelBuilding.NameLength)
                .That(
                    Candidates.Take(index).All(earlier => !earlier.Name.Equals(candidate.Name, StringComparison.OrdinalIgnoreCase)),
                    field, $"the name '{candidate.Name}' is given twice")
                .Range($"{field}, temperature", candidate.Parameters.Temperature, 0, 2)
                .Range($"{field}, top P", candidate.Parameters.TopP, 0, 1)
                .Range($"{field}, max output tokens", candidate.Parameters.MaxOutputTokens, 1, 10_000_000)
                .That(candidate.Parameters.Transform is not { } script || OutputTransform.Compile(script).IsOk, $"{field}, transform", "is not JavaScript");
        }

        if (checks.Fault is { } fault)
            return fault;
        if (Cron is not null && Schedule.Parse(Cron, TimeZone) is { IsOk: false } schedule)
            return schedule.Error;
        return compiler.Compile(Assertions, Threshold) is { IsOk: false } refused ? refused.Error : null;
    }

    internal void WriteTo(Benchmark benchmark, int datasetId, int? datasetVersionId)
    {
        benchmark.Name = Name.Trim();
        benchmark.Purpose = Purpose;
        benchmark.DatasetId = datasetId;
        benchmark.DatasetVersionId = datasetVersionId;
        benchmark.Repeats = Repeats;
        benchmark.Assertions = Assertions;
        benchmark.Threshold = Threshold;
        benchmark.SpendCap = SpendCap;
        benchmark.Concurrency = Concurrency;
        benchmark.UseCache = UseCache;
        benchmark.Cron = Cron;
        benchmark.TimeZone = TimeZone;
        benchmark.MissedRuns = MissedRuns;
    }
}
