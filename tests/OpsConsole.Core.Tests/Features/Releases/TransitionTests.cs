using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>Each state machine as a table: every pair of states that is not an arrow of it is refused with a reason.</summary>
public sealed class TransitionTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<VersionState, Func<PromptVersion, Result>> VersionMoves = new()
    {
        [VersionState.InReview] = version => version.Submit([], Now),
        [VersionState.Approved] = version => version.Approve(Now, Now),
        [VersionState.ChangesRequested] = version => version.RequestChanges("why"),
        [VersionState.Rejected] = version => version.Reject("why"),
        [VersionState.Withdrawn] = version => version.Withdraw("why"),
        [VersionState.Stale] = version => version.MarkStale("why"),
        [VersionState.Expired] = version => version.Expire("why"),
    };

    private static readonly HashSet<(VersionState, VersionState)> VersionArrows =
    [
        (VersionState.Draft, VersionState.InReview), (VersionState.InReview, VersionState.Approved), (VersionState.InReview, VersionState.ChangesRequested),
        (VersionState.InReview, VersionState.Rejected), (VersionState.InReview, VersionState.Withdrawn), (VersionState.Approved, VersionState.Stale), (VersionState.Approved, VersionState.Expired),
    ];

    private static readonly Dictionary<ReleaseState, Func<Release, Result>> ReleaseMoves = new()
    {
        [ReleaseState.Approved] = release => release.Approve(Now, Now),
        [ReleaseState.Rolling] = release => release.StartCanary(5, Guardrails.Default, Now),
        [ReleaseState.Live] = release => release.GoLive(Now),
        [ReleaseState.Superseded] = release => release.Supersede(Now, "why"),
        [ReleaseState.RolledBack] = release => release.RollBack(Now, "why"),
        [ReleaseState.Refused] = release => release.Refuse(Now, "why"),
        [ReleaseState.Failed] = release => release.Fail(Now, "why"),
    };

    private static readonly HashSet<(ReleaseState, ReleaseState)> ReleaseArrows =
    [
        (ReleaseState.Requested, ReleaseState.Approved), (ReleaseState.Requested, ReleaseState.Refused), (ReleaseState.Requested, ReleaseState.Failed),
        (ReleaseState.Approved, ReleaseState.Rolling), (ReleaseState.Approved, ReleaseState.Live), (ReleaseState.Approved, ReleaseState.Failed),
        (ReleaseState.Rolling, ReleaseState.Live), (ReleaseState.Rolling, ReleaseState.RolledBack),
        (ReleaseState.Live, ReleaseState.Superseded), (ReleaseState.Live, ReleaseState.RolledBack),
    ];

    public static TheoryData<VersionState, VersionState> VersionPairs
    {
        get
        {
            var pairs = new TheoryData<VersionState, VersionState>();
            foreach (var from in Enum.GetValues<VersionState>())
                foreach (var to in VersionMoves.Keys)
                    pairs.Add(from, to);
            return pairs;
        }
    }

    public static TheoryData<ReleaseState, ReleaseState> ReleasePairs
    {
        get
        {
            var pairs = new TheoryData<ReleaseState, ReleaseState>();
            foreach (var from in Enum.GetValues<ReleaseState>())
                foreach (var to in ReleaseMoves.Keys)
                    pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(VersionPairs))]
    public void Version_Move_IsAnArrowOrRefused(VersionState from, VersionState to)
    {
        var version = VersionIn(from);

        var moved = VersionMoves[to](version);

        Assert.Equal(VersionArrows.Contains((from, to)), moved.IsOk);
        Assert.Equal(moved.IsOk ? to : from, version.State);
        if (!moved.IsOk)
            Assert.Equal("prompts.illegal-move", moved.Error.Code);
    }

    [Theory]
    [MemberData(nameof(ReleasePairs))]
    public void Release_Move_IsAnArrowOrRefused(ReleaseState from, ReleaseState to)
    {
        var release = ReleaseIn(from);

        var moved = ReleaseMoves[to](release);

        Assert.Equal(ReleaseArrows.Contains((from, to)), moved.IsOk);
        Assert.Equal(moved.IsOk ? to : from, release.State);
        if (!moved.IsOk)
            Assert.Equal("releases.illegal-move", moved.Error.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void StartCanary_ShareOutOf1To99_IsRefused(int percent)
    {
        var release = ReleaseIn(ReleaseState.Approved);

        Assert.Equal("releases.percent", release.StartCanary(percent, Guardrails.Default, Now).Error?.Code);
        Assert.Equal(ReleaseState.Approved, release.State);
    }

    [Fact]
    public void Hold_Held_RefusesStepUpAndGoLiveAndAllowsDown()
    {
        var release = ReleaseIn(ReleaseState.Rolling);
        release.Hold(true);

        Assert.Equal("releases.held", release.SetPercent(50).Error?.Code);
        Assert.Equal("releases.held", release.GoLive(Now).Error?.Code);
        Assert.True(release.SetPercent(1).IsOk);
    }

    [Fact]
    public void GoLiveUnreviewed_OfAReviewedRelease_IsRefused()
    {
        var release = NewRelease(ReleaseKind.Reviewed);

        Assert.False(release.GoLiveUnreviewed(Now).IsOk);
        Assert.Equal(ReleaseState.Requested, release.State);
    }

    [Fact]
    public void Edit_AfterSubmission_IsRefused()
    {
        var version = VersionIn(VersionState.InReview);

        Assert.Equal("prompts.not-a-draft", version.Edit(version.Content, "x", Actor.Person("a", "A", []), Now).Error?.Code);
    }

    private static PromptVersion VersionIn(VersionState state)
    {
        var version = new PromptVersion { Number = 1, Messages = [new("user", "Hi")], Variables = [], ContentHash = new string('a', 64), AuthorId = "a", AuthorName = "A" };
        if (state == VersionState.Draft)
            return version;
        version.Submit([], Now);
        if (state is VersionState.Stale or VersionState.Expired)
            version.Approve(Now, Now);
        if (state != VersionState.InReview)
            VersionMoves[state](version);
        return version;
    }

    private static Release ReleaseIn(ReleaseState state)
    {
        var release = NewRelease(ReleaseKind.Reviewed);
        ReleaseState[] path = state switch
        {
            ReleaseState.Requested => [],
            ReleaseState.Approved or ReleaseState.Refused or ReleaseState.Failed => [state],
            ReleaseState.Rolling or ReleaseState.Live => [ReleaseState.Approved, state],
            ReleaseState.Superseded or ReleaseState.RolledBack => [ReleaseState.Approved, ReleaseState.Live, state],
        };
        foreach (var step in path)
            ReleaseMoves[step](release);
        return release;
    }

    private static Release NewRelease(ReleaseKind kind) => new() { Label = "production", Kind = kind, ContentHash = new string('a', 64), RequestedById = "a", RequestedByName = "A" };
}
