using System.Collections.Concurrent;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.E2E.Tests;

public sealed class KilledRunTests
{
    private const int Cells = 60;
    private const int Concurrency = 4;

    [Fact]
    public async Task Run_ConsoleKilledInItsMiddle_IsCompletedByTheNextWithoutRepeatingAStoredCell()
    {
        var calls = new ConcurrentDictionary<string, int>();
        await using var server = await FakeModelServer.StartAsync(request =>
        {
            calls.AddOrUpdate(request.Prompt, 1, (_, count) => count + 1);
            return FakeReply.Answer("answer");
        });
        server.Latency = TimeSpan.FromMilliseconds(250);
        await using var world = new RunWorld(migrated: true);
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl + "/v1", Cases = Cells, Concurrency = Concurrency });
        var keys = Directory.CreateTempSubdirectory("opsconsole-keys-");

        string run;
        await using (var first = await ConsoleProcess.StartAsync(world.ConnectionString, keys.FullName, demo: false))
        {
            using var api = new ConsoleApi(first.Address);
            run = await api.StartRunAsync(RunWorld.BenchmarkKey);
            await api.WaitAsync(run, answer => answer.GetProperty("progress").GetProperty("done").GetInt32() >= Concurrency * 2);
            await first.KillAsync();
        }

        var id = Run.ParseKey(run)!.Value;
        var stored = (await world.CellsAsync(id)).Where(cell => cell.State == CellState.Done).ToList();
        var asked = calls.Values.Sum();
        Assert.InRange(stored.Count, Concurrency * 2, Cells - 1);
        // In flight, answered and waiting for the batch, and in the batch that was being written: one each for every call at once.
        Assert.InRange(asked - stored.Count, 0, Concurrency * 3);

        await using var second = await ConsoleProcess.StartAsync(world.ConnectionString, keys.FullName, demo: false);
        using var after = new ConsoleApi(second.Address);
        var ended = await after.WaitAsync(run, ConsoleApi.HasEnded);

        Assert.Equal("Completed", ended.GetProperty("state").GetString());
        Assert.Equal(Cells, ended.GetProperty("progress").GetProperty("done").GetInt32());
        var cases = await CasesAsync(world);
        Assert.All(stored, cell => Assert.Equal(1, calls[cases[cell.CaseId]]));
        Assert.Equal(Cells + asked - stored.Count, calls.Values.Sum());
        Assert.All(await world.CellsAsync(id), cell => Assert.Equal(CellState.Done, cell.State));
        keys.Delete(recursive: true);
    }

    /// <summary>Each case asks its title, so a call tells whose it was.</summary>
    private static async Task<Dictionary<int, string>> CasesAsync(RunWorld world)
    {
        await using var context = world.Open();
        return context.DatasetCases.ToDictionary(row => row.Id, row => row.Title);
    }
}
