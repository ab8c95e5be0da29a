using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

public sealed class InboxTests
{
    [Fact]
    public async Task Inbox_OfARequest_WaitsForThoseWhoMayDecideAndForNobodyElse()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();

        Assert.Equal([Role.ProductManager], (await InboxAsync(world, Manager)).Mine.Select(item => item.AsRole));
        Assert.Equal([Role.Engineer], (await InboxAsync(world, Engineer)).Mine.Select(item => item.AsRole));
        foreach (var other in new[] { Author, Security, Legal, Admin })
            Assert.Empty((await InboxAsync(world, other)).Mine);
        Assert.Equal("you wrote version 1", Assert.Single((await InboxAsync(world, Author)).Others).WhyNot);
    }

    [Fact]
    public async Task Inbox_OfAStaleRequest_WaitsForNobodysDecision()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await using (var context = world.Open())
        {
            (await context.Releases.SingleAsync()).MarkStale("The dataset has changed.");
            await context.SaveChangesAsync();
        }

        var inbox = await InboxAsync(world, Manager);

        Assert.Empty(inbox.Mine);
        Assert.Equal((id, "it is stale; its evidence must be renewed first"), (inbox.Others[0].Id, inbox.Others[0].WhyNot));
    }

    [Fact]
    public async Task Inbox_OfARequestWhoseTimeIsOver_WaitsForNobodysDecision()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();
        world.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal("the time to decide is over", Assert.Single((await InboxAsync(world, Manager)).Others).WhyNot);
    }

    [Fact]
    public async Task Inbox_Item_SaysVerdictLimitAndWhichGateIsUnproven()
    {
        await using var world = await StartAsync();
        await using (var context = world.Open())
        {
            var baseline = await context.Gates.Include(row => row.Benchmark).SingleAsync(row => row.Kind == GateKind.Baseline);
            context.Gates.Add(new Gate { PromptId = baseline.PromptId, Kind = GateKind.Baseline, Number = 2, BenchmarkId = baseline.BenchmarkId, Rules = [new GateRule(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0.02)], CreatedById = "u", CreatedByName = "U" });
            var safety = await context.Gates.SingleAsync(row => row.Kind == GateKind.Safety);
            context.Gates.Add(new Gate { PromptId = baseline.PromptId, Kind = GateKind.Safety, Number = 2, BenchmarkId = safety.BenchmarkId, Rules = [], CreatedById = "u", CreatedByName = "U" });
            await context.SaveChangesAsync();
        }

        await world.RequestAsync();

        var item = Assert.Single((await InboxAsync(world, Manager)).Mine);
        Assert.Equal((GateVerdict.Pass, GateStanding.Passed, -0.02), (item.Verdict, item.Standing, item.Limit));
        Assert.Equal([GateKind.Safety], item.Unproven);
    }

    [Fact]
    public async Task Inbox_OfAThousandPrompts_TakesAsManyQueriesAsOfOne()
    {
        var queries = new QueryCounter();
        var database = new FileDatabase(interceptors: queries);
        await using var world = await StartAsync(database, database);
        for (var requests = 0; requests < 3; requests++)
            await world.RequestAsync();
        var few = await CountAsync(3);

        await using (var context = world.Open())
        {
            await CopyAsync(context, "Prompts", 1000, ("Key", "'bulk/p' || i"));
            await CopyAsync(context, "PromptVersions", 50_000, ("PromptId", "2 + i % 1000"), ("Number", "1 + i / 1000"));
            await CopyAsync(context, "Releases", 57, ("PromptId", "2 + i"), ("VersionId", "(select v.Id from PromptVersions v where v.PromptId = 2 + i limit 1)"));
        }

        Assert.Equal(few, await CountAsync(60));

        async Task<int> CountAsync(int requests)
        {
            queries.Start();
            var inbox = await InboxAsync(world, Manager);
            Assert.Equal(requests, inbox.Mine.Count + inbox.Others.Count);
            return queries.Seen.Count;
        }
    }

    [Fact]
    public async Task Canaries_WhileOneRollsOut_SayShareAndGuardrails()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();
        await world.Get<StartRollout>().HandleAsync(new(id, 25), Engineer, default);

        var canary = Assert.Single((await world.Get<ListCanaries>().HandleAsync(TestConsole.Viewer, default)).Value);

        Assert.Equal((id, 2, 1, 25, GuardrailState.Waiting), (canary.Id, canary.Version, canary.LiveNumber, canary.Percent, canary.State));
        Assert.Equal("auth.denied", (await world.Get<ListCanaries>().HandleAsync(TestConsole.Nobody, default)).Error?.Code);
    }

    [Fact]
    public async Task Labels_SayWhereARollbackWouldGo_AndItGoesThere()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        Assert.Null((await LabelAsync(world)).BackTo);
        await world.GoLiveAsync();

        var label = await LabelAsync(world);
        Assert.Equal((2, true, 1), (label.Label.Number, label.IsProtected, label.BackTo));
        Assert.True((await world.Get<RollBack>().HandleAsync(new(Key, Label, null, "slower"), Engineer, default)).IsOk);
        Assert.Equal(1, (await LabelAsync(world)).Label.Number);
    }

    [Fact]
    public async Task Labels_WhileACanaryRuns_GoBackToTheStableVersion()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await world.Get<StartRollout>().HandleAsync(new(await world.ApproveAsync(), 5), Engineer, default);

        Assert.Equal(1, (await LabelAsync(world)).BackTo);
    }

    [Fact]
    public async Task Labels_OfAPromptThatIsNotThere_AreNotFound()
    {
        await using var world = await StartAsync();

        Assert.Equal("prompts.not-found", (await world.Get<ListLabels>().HandleAsync("no/such", Manager, default)).Error?.Code);
        Assert.Equal("auth.denied", (await world.Get<ListLabels>().HandleAsync(Key, TestConsole.Nobody, default)).Error?.Code);
    }

    [Fact]
    public async Task Releases_ByPartOfTheKeyAndTier_AreFound()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();

        Assert.Equal(1, await FoundAsync(new(Search: "ANSW", Tier: 2)));
        Assert.Equal(0, await FoundAsync(new(Search: "answ", Tier: 3)));
        Assert.Equal(0, await FoundAsync(new(Search: "claims")));

        async Task<int> FoundAsync(ListReleases.Query query) => (await world.Get<ListReleases>().HandleAsync(query, Manager, default)).Value.Items.Count;
    }

    private static async Task<GetInbox.Inbox> InboxAsync(ReleaseWorld world, Actor actor) => (await world.Get<GetInbox>().HandleAsync(actor, default)).Value;

    private static async Task<ListLabels.Item> LabelAsync(ReleaseWorld world) => Assert.Single((await world.Get<ListLabels>().HandleAsync(Key, Manager, default)).Value.Labels);

    /// <summary>Copies the first row of a table, by the database itself: a test may not take as long as fifty thousand rows of objects.</summary>
    private static async Task CopyAsync(OpsDbContext context, string table, int times, params (string Column, string Sql)[] changed)
    {
        var columns = await context.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table}) WHERE name <> 'Id'").ToListAsync();
        var values = columns.Select(column => changed.FirstOrDefault(change => change.Column == column).Sql ?? $"one.\"{column}\"");
        var sql = $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {times})
            INSERT INTO "{table}" ("{string.Join("\", \"", columns)}") SELECT {string.Join(", ", values)} FROM "{table}" one, n WHERE one.Id = 1
            """;
        await context.Database.ExecuteSqlRawAsync(sql);
    }
}
