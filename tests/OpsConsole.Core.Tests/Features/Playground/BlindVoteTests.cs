using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Playground;

public sealed class BlindVoteTests
{
    private static readonly Actor Other = Actor.Person("u-oth", "Other", [Role.Engineer]);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blind_UntilTheVote_TellsNeitherNamesNorFigures()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => request.Model == "three" ? FakeReply.Error(500, "three is down") : FakeReply.Answer("same words"));

        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "two", "three") with { Blind = true });

        Assert.False(trial.Named);
        Assert.All(trial.Answers, answer => Assert.Null(answer.Who));
        Assert.Contains("""["loopback/one","loopback/three","loopback/two"]""", await world.TriedAsync(), StringComparison.Ordinal);
        Assert.True(trial.IsOpenTo(TestConsole.Engineer));
        Assert.False(trial.IsOpenTo(Other));

        Assert.True((await world.VoteAsync(trial.Id, await world.PlaceAsync(trial.Id, "two"))).IsOk);
        var named = await world.TrialAsync(trial.Id);
        Assert.Equal("two", named.Answers[named.BestPosition!.Value].Who!.Model);
        Assert.Contains(named.Answers, answer => answer.Who!.ErrorMessage?.Contains("three is down", StringComparison.Ordinal) == true);
        Assert.False(named.IsOpenTo(TestConsole.Engineer));
    }

    [Fact]
    public async Task Blind_Order_IsDrawn()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer(request.Model));
        var orders = new HashSet<string>();
        for (var trial = 0; trial < 40 && orders.Count < 2; trial++)
            orders.Add(string.Join(' ', (await world.TryAsync(PlaygroundWorld.Ask("one", "two", "three") with { Blind = true })).Answers.Select(answer => answer.Text)));

        // Forty drawn orders that are all alike: one chance in 6³⁹.
        Assert.Equal(2, orders.Count);
    }

    [Fact]
    public async Task Vote_ThatMayNotBe_IsRefusedInWords()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => request.Model == "three" ? FakeReply.Error(500) : FakeReply.Answer("fine"));
        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "two", "three") with { Blind = true });
        var lone = await world.TryAsync(PlaygroundWorld.Ask("one", "three"));

        Assert.Equal("playground.not-found", (await world.VoteAsync(99, 0)).Error?.Code);
        Assert.Equal("playground.not-yours", (await world.VoteAsync(trial.Id, 0, Other)).Error?.Code);
        Assert.Equal("playground.no-such-answer", (await world.VoteAsync(trial.Id, await world.PlaceAsync(trial.Id, "three"))).Error?.Code);
        Assert.Equal("playground.no-such-answer", (await world.VoteAsync(trial.Id, 7)).Error?.Code);
        Assert.Equal("playground.nothing-to-vote-on", (await world.VoteAsync(lone.Id, 0)).Error?.Code);
        Assert.Equal("auth.denied", (await world.VoteAsync(trial.Id, 0, TestConsole.Viewer)).Error?.Code);
        Assert.True((await world.VoteAsync(trial.Id, null)).IsOk);
        Assert.Equal("playground.already-voted", (await world.VoteAsync(trial.Id, 0)).Error?.Code);
    }

    [Fact]
    public async Task Ranking_OfBlindVotes_OrdersModelsWithIntervals()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer(request.Model));
        foreach (var best in new[] { "one", "one", "one", "two", null })
            await VoteAsync(world, best, blind: true);

        // Seen names do not count.
        await VoteAsync(world, "two", blind: false);

        var ranking = (await world.Console.Get<GetModelRanking>().HandleAsync(new(), TestConsole.Viewer, Now)).Value;

        Assert.Equal((5, 1, null), (ranking.Votes, ranking.Voters, ranking.Problem));
        Assert.Equal(["one", "two"], ranking.Items.Select(item => item.Model));
        Assert.Equal((3, 1, 1), (ranking.Items[0].Wins, ranking.Items[0].Losses, ranking.Items[0].Ties));

        // Two contestants: the log of the odds, half a win for a tie, around their mean: ln(3.5 / 1.5) / 2.
        Assert.Equal(Math.Log(3.5 / 1.5) / 2, ranking.Items[0].Strength!.LogStrength, 6);
        Assert.True(ranking.Items[0].Strength!.Interval.Low < 0);
    }

    [Fact]
    public async Task Ranking_AndTrial_AgreeOnWhatIsABaseline()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer(request.Model));
        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "echo") with { Blind = true });
        await world.VoteAsync(trial.Id, null);

        var named = (await world.TrialAsync(trial.Id)).Answers.Select(answer => (answer.Who!.Model, answer.Who.IsBaseline)).Order();
        Assert.Equal(named, (await RankAsync(world)).Items.Select(item => (item.Model, item.IsBaseline)).Order());
    }

    [Fact]
    public async Task Ranking_OfVotesThatLinkNothing_SaysSo()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer(request.Model));
        Assert.Equal("Nothing was compared.", (await RankAsync(world)).Problem);

        await VoteAsync(world, "one", blind: true);
        var ranking = await RankAsync(world);
        Assert.Contains("do not link", ranking.Problem, StringComparison.Ordinal);
        Assert.All(ranking.Items, item => Assert.Null(item.Strength));
        Assert.Equal("one", ranking.Items[0].Model);
        Assert.Empty((await world.Console.Get<GetModelRanking>().HandleAsync(new("support"), TestConsole.Viewer, Now)).Value.Items);
    }

    [Fact]
    public async Task History_IsOnesOwn()
    {
        await using var world = await PlaygroundWorld.StartAsync(_ => FakeReply.Answer("ok") with { InputTokens = 100, OutputTokens = 100 });
        await world.TryAsync(PlaygroundWorld.Ask("one", "two"));
        await world.TryAsync(PlaygroundWorld.Ask("one") with { Messages = [new("user", "Second\n question")] });
        await world.TryAsync(PlaygroundWorld.Ask("one"), Other);

        var all = (await world.Console.Get<ListTrials>().HandleAsync(new(), TestConsole.Engineer, Now)).Value;
        Assert.Equal(["Second question", "Say {{ what }}"], all.Items.Select(item => item.Title));
        Assert.Equal((2, Money.FromDollars(0.0004m)), (all.Items[1].Answers, all.Items[1].Cost));
        var older = (await world.Console.Get<ListTrials>().HandleAsync(new(all.Items[0].Id, 1), TestConsole.Engineer, Now)).Value;
        Assert.Equal((1, false), (Assert.Single(older.Items).Id, older.More));
    }

    private static async Task VoteAsync(PlaygroundWorld world, string? best, bool blind)
    {
        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "two") with { Blind = blind });
        var voted = await world.VoteAsync(trial.Id, best is null ? null : await world.PlaceAsync(trial.Id, best));
        Assert.True(voted.IsOk, voted.Error?.Message);
    }

    private static async Task<GetModelRanking.Ranking> RankAsync(PlaygroundWorld world) =>
        (await world.Console.Get<GetModelRanking>().HandleAsync(new(), TestConsole.Viewer, Now)).Value;
}
