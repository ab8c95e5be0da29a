using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Benchmarks;

/// <summary>The engine: real HTTP, every assertion evaluated, every result durable in a SQLite file, the run completed with its statistics.</summary>
internal sealed class EngineRun(Load load) : ICaller
{
    private static readonly Assertion[] Assertions =
    [
        new() { Type = "contains", Value = JsonSerializer.SerializeToElement("answer") },
        new() { Type = "f1", Threshold = 0.5, Value = JsonSerializer.SerializeToElement("{{ expected }}") },
        new() { Type = "latency", Threshold = 60_000 },
    ];

    private readonly RunWorld _world = new();
    private int _runId;

    public async Task PrepareAsync()
    {
        await using (var warm = new RunWorld())
        {
            await SeedAsync(warm, load.Warmup);
            await warm.ExecuteAsync(await warm.PlanAsync());
        }

        await SeedAsync(_world, load.Calls);
        GC.Collect();
    }

    public async Task CallAsync()
    {
        _runId = await _world.PlanAsync();
        await _world.ExecuteAsync(_runId);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Task SeedAsync(RunWorld world, int cases) => world.SeedAsync(new()
    {
        BaseUrl = load.BaseUrl,
        Cases = cases,
        Concurrency = load.Concurrency,
        MaxRetries = 4,
        Assertions = Assertions,
    });

    public async Task<(int Stored, int Failed, string Verdicts)> ReadAsync()
    {
        await using var context = _world.Open();
        var run = await context.Runs.AsNoTracking().SingleAsync(row => row.Id == _runId);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var cell in context.RunCells.Where(row => row.RunId == _runId).OrderBy(row => row.Id).Select(row => new { row.State, row.Pass, row.Score }).AsAsyncEnumerable())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{cell.State} {cell.Pass} {cell.Score}\n"));
        }

        return (run.State == RunState.Completed ? run.DoneCells : -1, run.FailedCells, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
