using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Search;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Demo;

public sealed class SeedDemoWorkspaceTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Seed_Twice_LoadsEverythingOnceAsDemo()
    {
        var first = await SeedAsync();
        var before = await CountAsync();
        var second = await SeedAsync();

        Assert.Equal(["support-baseline", "support-adversarial"], first.Value);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(before, await CountAsync());
        Assert.True(before.Cases >= 100, $"{before.Cases} cases");
        await using var context = _console.Database.CreateDbContext();
        Assert.True(await context.Systems.AllAsync(row => row.IsDemo, None));
        Assert.True(await context.Prompts.AllAsync(row => row.IsDemo && row.LatestNumber > 0, None));
        Assert.True(await context.Datasets.AllAsync(row => row.IsDemo && row.LatestNumber == 1, None));
        Assert.True(await context.Benchmarks.AllAsync(row => row.IsDemo && row.Candidates.Count(candidate => candidate.IsBaseline) == 1, None));
        Assert.True(await context.Benchmarks.AnyAsync(row => row.Cron != null && row.TimeZone != null, None));
        Assert.Equal(Enum.GetValues<GateKind>(), await context.Gates.Where(row => row.Number == 1).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync(None));
        Assert.Equal(3, await context.Gates.CountAsync(None));
    }

    [Fact]
    public async Task Seed_KilledHalfWay_GoesOnWhereItStopped()
    {
        await SeedAsync();
        var before = await CountAsync();
        await using (var context = _console.Database.CreateDbContext())
        {
            await context.Gates.ExecuteDeleteAsync(None);
            await context.BenchmarkCandidates.ExecuteDeleteAsync(None);
            await context.Benchmarks.ExecuteDeleteAsync(None);
            await context.PromptVersions.Where(row => row.Number == 2).ExecuteDeleteAsync(None);
            await context.PromptVersions.Where(row => row.Number == 3).ExecuteDeleteAsync(None);
            await context.Prompts.ExecuteUpdateAsync(row => row.SetProperty(prompt => prompt.LatestNumber, 1), None);
        }

        Assert.True((await SeedAsync()).IsOk);

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Seed_ByAPerson_IsDenied() => Assert.Equal(
        ErrorKind.Denied,
        (await _console.Get<SeedDemoWorkspace>().HandleAsync(Repository.PathOf("db", "seed", "demo"), TestConsole.Engineer, None)).Error?.Kind);

    [Fact]
    public async Task Search_TheDemo_FindsEachKindAndRanksWhatWasTypedFirst()
    {
        await SeedAsync();
        await _console.Get<CreateSystem>().HandleAsync(new("answer", new SystemFacts { Name = "Answer" }), TestConsole.Engineer, None);
        var search = Assert.IsType<SearchObjects>(_console.Get<ISearchSource>());

        var support = await search.SearchAsync("SUPPORT", TestConsole.Viewer, None);
        var answer = await search.SearchAsync("answer", TestConsole.Viewer, None);

        Assert.Contains(new SearchHit("Prompt", "support/answer", "Answer from the policy clauses", "/prompts/support/answer"), support);
        Assert.Superset(new HashSet<string> { "System", "Prompt", "Dataset", "Benchmark" }, support.Select(hit => hit.Kind).ToHashSet());
        Assert.Equal("answer", answer[0].Key);
        Assert.Empty(await search.SearchAsync("RUN-0001", TestConsole.Viewer, None));
        Assert.Empty(await search.SearchAsync("support", TestConsole.Nobody, None));
    }

    private async Task<Result<IReadOnlyList<string>>> SeedAsync()
    {
        await using var book = File.OpenRead(Repository.PathOf("db", "seed", "price-book.json"));
        Assert.True((await _console.Get<LoadPriceBook>().HandleAsync(book, null, Actor.System("seed"), None)).IsOk);
        var result = await _console.Get<SeedDemoWorkspace>().HandleAsync(Repository.PathOf("db", "seed", "demo"), Actor.System("demo"), None);
        Assert.True(result.IsOk, result.Error?.Message);
        return result;
    }

    private async Task<(int Systems, int Prompts, int Versions, int Cases, int Benchmarks, int Candidates)> CountAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return (
            await context.Systems.CountAsync(None), await context.Prompts.CountAsync(None), await context.PromptVersions.CountAsync(None),
            await context.DatasetCases.CountAsync(None), await context.Benchmarks.CountAsync(None), await context.BenchmarkCandidates.CountAsync(None));
    }
}
