using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>
/// Random moves by random people: whatever they try, in whatever order, nothing is ever served under the protected label without the distinct approvals that its
/// tier asks for, on exactly the content that is served.
/// </summary>
public sealed class RandomMovesTests
{
    private const int Steps = 45;

    private static readonly Actor[] Everybody =
    [
        Author, Manager, Engineer, Security, Legal, Admin, Service,
        Actor.Person("both", "Both", [Role.ProductManager, Role.Engineer]),
        Actor.Person("writer", "Writing Manager", [Role.Author, Role.ProductManager, Role.Engineer, Role.Security]),
        Actor.Person("nobody", "Nobody", []),
    ];

    public static TheoryData<int, int> Seeds
    {
        get
        {
            var seeds = new TheoryData<int, int>();
            for (var seed = 1; seed <= 12; seed++)
                seeds.Add(seed, 1 + (seed % 4));
            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Moves_InAnyOrderByAnybody_NeverServeWhatWasNotApproved(int seed, int tier)
    {
        await using var world = await StartAsync(tier);
        var random = new Random(seed);
        var trace = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            trace.Add(await MoveAsync(world, random));
            await ServedIsApprovedAsync(world, string.Join("\n", trace));
        }

        Assert.NotEmpty(await world.AuditAsync());
    }

    private static async Task<string> MoveAsync(ReleaseWorld world, Random random)
    {
        var actor = Everybody[random.Next(Everybody.Length)];
        await using var context = world.Open();
        var releases = await context.Releases.AsNoTracking().Select(row => row.Id).ToListAsync();
        var release = releases.Count == 0 ? 0 : releases[Math.Max(0, releases.Count - 1 - random.Next(3))];
        var versions = await context.PromptVersions.CountAsync();
        var move = random.Next(16);
        var code = move switch
        {
            0 => await TakeUpAsync(world, random.Next(2) == 0 ? Author : Everybody[8], random),
            1 when versions > 0 => (await world.Get<SubmitForReview>().HandleAsync(new(Key, 1 + random.Next(versions), Label), actor, default)).Error?.Code,
            2 or 3 or 4 or 5 or 6 when release > 0 => (await world.DecideAsync(
                release, actor, (DecisionKind)(random.Next(8) switch { 0 => 1, 1 => 2, _ => 0 }), Roles[random.Next(Roles.Length)], random.Next(4) == 0 ? "" : "Read it.",
                random.Next(10) == 0 ? new string('0', 64) : null)).Error?.Code,
            7 when release > 0 => (await world.Get<StartRollout>().HandleAsync(new(release, random.Next(-1, 102)), actor, default)).Error?.Code,
            8 when release > 0 => (await world.Get<GoLive>().HandleAsync(release, actor, default)).Error?.Code,
            9 when release > 0 => (await world.Get<StepRollout>().HandleAsync(release, random.Next(-1, 102), actor, default)).Error?.Code,
            10 => (await world.Get<RollBack>().HandleAsync(new(Key, Label, random.Next(3) == 0 ? 1 + random.Next(versions + 1) : null, "Try"), actor, default)).Error?.Code,
            11 when release > 0 => (await world.Get<RenewEvidence>().HandleAsync(release, actor, default)).Error?.Code,
            12 when release > 0 => (await world.Get<WithdrawRelease>().HandleAsync(release, "Changed my mind", actor, default)).Error?.Code,
            13 => Advance(world, random),
            14 => (await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default)).Error?.Code,
            15 when versions > 0 => (await world.Get<MoveLabel>().HandleAsync(new(Key, Label, 1 + random.Next(versions)), actor, default)).Error?.Code,
            _ => "nothing to do",
        };
        return $"{move} by {actor.Name}: {code ?? "done"}";
    }

    private static readonly Role?[] Roles = [null, Role.ProductManager, Role.Engineer, Role.Security, Role.Legal, Role.Admin];

    /// <summary>Something to decide on, so that sequences reach further than refusals.</summary>
    private static async Task<string?> TakeUpAsync(ReleaseWorld world, Actor author, Random random)
    {
        var number = await world.DraftAsync(author);
        await world.RunGatesAsync(number, random.Next(4) == 0 ? 70 : 95);
        return (await world.Get<SubmitForReview>().HandleAsync(new(Key, number, Label), author, default)).Error?.Code;
    }

    private static string? Advance(ReleaseWorld world, Random random)
    {
        world.Clock.Advance(TimeSpan.FromHours(random.Next(1, 80)));
        return null;
    }

    private static async Task ServedIsApprovedAsync(ReleaseWorld world, string trace)
    {
        var label = await world.LabelAsync();
        if (label is null)
            return;
        await ApprovedAsync(world, label.ReleaseId!.Value, label.Version!.Id, trace);
        if (label.CanaryReleaseId is { } canary)
        {
            Assert.InRange(label.CanaryPercent!.Value, 1, 99);
            await ApprovedAsync(world, canary, label.CanaryVersionId!.Value, trace);
        }
    }

    private static async Task ApprovedAsync(ReleaseWorld world, int releaseId, int versionId, string trace)
    {
        var release = await world.ReadAsync(releaseId);
        Assert.True(release.VersionId == versionId, trace);
        Assert.True(release.Version!.Content.Hash == release.ContentHash, trace);
        if (release.Kind == ReleaseKind.Rollback)
        {
            await using var context = world.Open();
            var first = await context.Releases.Where(row => row.VersionId == versionId && row.Kind == ReleaseKind.Reviewed && row.LiveAt != null).Select(row => row.Id).FirstOrDefaultAsync();
            Assert.True(first > 0, trace);
            release = await world.ReadAsync(first);
        }

        Assert.True(release.Kind == ReleaseKind.Reviewed, trace);
        var seats = Seat.Of(PolicyTable.Seed.For(release.Tier), release.PersonalData, release.CurrentDecisions);
        Assert.True(seats.All(seat => seat.IsFilled), trace);
        var decided = seats.Select(seat => seat.Decision!).ToList();
        Assert.True(decided.Select(decision => decision.ById).Distinct().Count() == decided.Count, trace);
        Assert.True(decided.All(decision => decision.ContentHash == release.ContentHash && decision.Kind == DecisionKind.Approve), trace);
        Assert.True(decided.All(decision => decision.ById != release.Version!.AuthorId && decision.ById != release.RequestedById && decision.ById != Admin.Id && decision.ById != Service.Id), trace);
    }

    [Fact]
    public async Task Moves_OfPeopleWhoMayDecide_DoReachLive()
    {
        await using var world = await StartAsync(tier: 3);

        await world.GoLiveAsync();
        var second = await world.GoLiveAsync();

        Assert.Equal(second, (await world.LabelAsync())!.ReleaseId);
        await ServedIsApprovedAsync(world, "");
    }
}
