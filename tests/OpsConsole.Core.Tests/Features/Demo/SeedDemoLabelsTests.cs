using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Demo;

public sealed class SeedDemoLabelsTests : IAsyncDisposable
{
    private static readonly string Folder = Repository.PathOf("db", "seed", "demo");
    private static readonly Actor Demo = Actor.System("demo");

    private readonly RunWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Labels_OfTheFirstRun_AreAllOfAnswersThatItGave()
    {
        await RunAsync();

        Assert.True((await LabelAsync()).Value);

        var lines = (await File.ReadAllLinesAsync(Path.Combine(Folder, "labels", "support-facts.jsonl"), None)).Length;
        await using var context = _world.Open();
        var queues = await context.LabelQueues.AsNoTracking().OrderBy(row => row.Id).ToListAsync(None);
        Assert.Equal([(LabelQueueState.Done, 30, true), (LabelQueueState.Open, 12, true)], queues.Select(row => (row.State, row.ItemCount, row.IsDemo)));
        Assert.Equal(lines, await context.Labels.CountAsync(label => label.GivenAt != null && label.Item!.QueueId == queues[0].Id, None));
        Assert.Equal(["jonas", "maya"], await context.Labels.Select(label => label.ById).Distinct().OrderBy(by => by).ToListAsync(None));
    }

    [Fact]
    public async Task Labels_MeasureTheJudgeOfTheDemo()
    {
        await RunAsync();
        await LabelAsync();

        var version = (await _world.Get<GetJudge>().HandleAsync("support-facts", Demo, None)).Value.Versions.Single();

        Assert.Equal((true, 30), (version.Standing.IsMeasured, version.Standing.Kappa.Items));
        var disagreement = Assert.Single(version.Disagreements);
        Assert.Equal(("C-0043", false), (disagreement.CaseKey, disagreement.Judge));
    }

    [Fact]
    public async Task Labels_Again_ChangeNothing()
    {
        await RunAsync();
        await LabelAsync();
        var before = await CountAsync();

        Assert.True((await LabelAsync()).Value);

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Labels_KilledHalfWay_GoOnWhereTheyStopped()
    {
        await RunAsync();
        await LabelAsync();
        var before = await CountAsync();
        await using (var context = _world.Open())
        {
            await context.Labels.Where(label => label.Item!.Position > 9).ExecuteDeleteAsync(None);
            await context.LabelQueues.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LabelQueueState.Open).SetProperty(row => row.EndedAt, (DateTime?)null), None);
        }

        Assert.True((await LabelAsync()).Value);

        Assert.Equal((before.Queues, before.Labels), ((await CountAsync()).Queues, (await CountAsync()).Labels));
    }

    [Fact]
    public async Task Labels_OfAnAnswerThatChanged_AreLeftOut()
    {
        await RunAsync();
        await using (var context = _world.Open())
            await context.RunCells.Where(cell => cell.Candidate!.Name == "v1 · extractive").ExecuteUpdateAsync(set => set.SetProperty(cell => cell.Output, "Something else"), None);

        Assert.True((await LabelAsync()).Value);

        await using var after = _world.Open();
        Assert.Equal(LabelQueueState.Open, (await after.LabelQueues.OrderBy(row => row.Id).FirstAsync(None)).State);
        Assert.InRange(await after.Labels.CountAsync(None), 15, 29);
        Assert.False(await after.Labels.AnyAsync(label => label.Item!.Cell!.Candidate!.Name == "v1 · extractive", None));
    }

    [Fact]
    public async Task Labels_ItemThatSomebodyLabelledFirst_IsTheirs()
    {
        await RunAsync();
        await using (var context = _world.Open())
        {
            var run = await context.Runs.SingleAsync(None);
            var queue = await _world.Get<CreateLabelQueue>().HandleAsync(
                new(run.Id, "Does the answer say what the clauses say", "as they like", 1, new(LabelFilter.Judged, Sample: 30, Seed: 11)) { IsDemo = true }, _world.Engineer, None);
            await _world.Get<GiveLabel>().HandleAsync(new(queue.Value, 1, true, null, null), _world.Engineer, None);
        }

        Assert.True((await LabelAsync()).Value);

        await using var after = _world.Open();
        var first = await after.Labels.SingleAsync(label => label.Item!.QueueId == 1 && label.Item.Position == 0, None);
        Assert.Equal((_world.Engineer.Id, true), (first.ById, first.Pass!.Value));
    }

    [Fact]
    public async Task Labels_BeforeTheRunHasEnded_Wait()
    {
        await SeedAsync();

        Assert.False((await LabelAsync()).Value);

        await using var context = _world.Open();
        Assert.False(await context.LabelQueues.AnyAsync(None));
    }

    [Fact]
    public async Task Labels_ByAPerson_AreDenied()
    {
        using var console = new TestConsole(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<IRunQueue>(new RunWorld.RecordingQueue()));

        Assert.Equal(ErrorKind.Denied, (await console.Get<SeedDemoLabels>().HandleAsync(Folder, TestConsole.Engineer, None)).Error?.Kind);
    }

    private async Task RunAsync()
    {
        await SeedAsync();
        var planned = await _world.Get<PlanRun>().HandleAsync(new("support-baseline", RunTrigger.Schedule), Demo, None);
        Assert.Equal(RunState.Completed, await _world.ExecuteAsync(planned.Value.RunId, None));
    }

    private async Task SeedAsync()
    {
        await using var book = File.OpenRead(Repository.PathOf("db", "seed", "price-book.json"));
        Assert.True((await _world.Get<LoadPriceBook>().HandleAsync(book, null, Demo, None)).IsOk);
        Assert.True((await _world.Get<SeedDemoWorkspace>().HandleAsync(Folder, Demo, None)).IsOk);
    }

    private Task<Result<bool>> LabelAsync() => _world.Get<SeedDemoLabels>().HandleAsync(Folder, Demo, None);

    private async Task<(int Queues, int Labels, int Events)> CountAsync()
    {
        await using var context = _world.Open();
        return (await context.LabelQueues.CountAsync(None), await context.Labels.CountAsync(None), await context.AuditEvents.CountAsync(None));
    }
}
