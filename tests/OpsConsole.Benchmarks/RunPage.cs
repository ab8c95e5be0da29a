using OpsConsole.Core.Features.Runs;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Benchmarks;

/// <summary>What the page of a finished run asks of the database.</summary>
internal static class RunPage
{
    private const int Candidates = 5;

    public static async Task<(int Queries, int Rows)> ReadAsync(int cells)
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = cells / Candidates, Candidates = Candidates });
        var runId = await world.PlanAsync();
        await world.ExecuteAsync(runId);
        world.Queries.Start();

        await world.RunAsync(runId);
        var page = await world.Get<ListRunCases>().HandleAsync(new ListRunCases.Query(runId), world.Engineer, CancellationToken.None);
        await world.Get<GetRunCase>().HandleAsync(runId, page.Value.Rows[0].CaseKey, world.Engineer, CancellationToken.None);
        return (world.Queries.Seen.Count, world.Queries.Seen.Sum(query => query.Rows));
    }
}
