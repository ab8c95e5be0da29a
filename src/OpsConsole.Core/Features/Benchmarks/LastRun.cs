using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>The newest run of something, as a list shows it.</summary>
public sealed record LastRun(int Id, string BenchmarkKey, string BenchmarkName, RunState State, DateTime QueuedAt, DateTime? CompletedAt)
{
    public string Key => Run.KeyOf(Id);

    /// <summary>The runs behind a page of ids, in one query.</summary>
    internal static async Task<IReadOnlyDictionary<int, LastRun>> ByIdAsync(OpsDbContext context, IEnumerable<int?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<int>().Distinct().ToList();
        if (wanted.Count == 0)
            return new Dictionary<int, LastRun>();
        return await context.Runs
            .Where(run => wanted.Contains(run.Id))
            .Select(run => new LastRun(run.Id, run.BenchmarkKey, run.BenchmarkName, run.State, run.QueuedAt, run.CompletedAt))
            .ToDictionaryAsync(run => run.Id, cancellationToken);
    }
}
