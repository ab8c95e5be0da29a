using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Features.Gates.GateWorld;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class ExceptionTests : IDisposable
{
    private const string Rule = "Pass rate at least 80 %";
    private const string Reason = "Three cases are wrong in the dataset.";

    private static readonly Actor Ines = Actor.Person("u-ines", "Inês", [Role.Security]);
    private static readonly Actor Samuel = Actor.Person("u-samuel", "Samuel", [Role.RiskManager]);

    private readonly GateWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private DateTime Now => _world.Console.Clock.GetUtcNow().UtcDateTime;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Request_ForARuleThatFails_WaitsForADecisionAndTellsThoseWhoDecide()
    {
        await FailAsync();
        await using (var context = _world.Open())
        {
            context.People.AddRange(Person("u-ines", Role.Security), Person("u-ada", Role.Security, Role.Engineer), Person("u-lena", Role.Viewer));
            await context.SaveChangesAsync(None);
        }

        var both = await Task.WhenAll(Task.Run(() => AskAsync()), Task.Run(() => AskAsync()));

        Assert.Equal("EXC-0001", Assert.Single(both, asked => asked.IsOk).Value);
        Assert.Equal("exceptions.asked-already", Assert.Single(both, asked => !asked.IsOk).Error!.Code);

        await using var read = _world.Open();
        var exception = await read.GateExceptions.SingleAsync(None);
        Assert.Equal((3, _world.Versions[2].ContentHash, GateExceptionState.InReview, "u-ada"), (exception.VersionNumber, exception.ContentHash, exception.State, exception.RequestedById));
        Assert.Equal("EXC-0001", (await read.AuditEvents.SingleAsync(row => row.Action == "exception.requested", None)).ObjectKey);
        Assert.Equal(["u-ines"], await read.Notifications.Select(row => row.PersonId).ToListAsync(None));
    }

    [Theory]
    [InlineData("too short", "canary", 10, "reason")]
    [InlineData(Reason, "  ", 10, "compensatingControls")]
    [InlineData(Reason, "canary", 91, "validUntil")]
    [InlineData(Reason, "canary", 0, "validUntil")]
    [InlineData(Reason, "canary", -1, "validUntil")]
    public async Task Request_Incomplete_NamesTheField(string reason, string controls, int days, string field)
    {
        await FailAsync();

        Assert.Equal(field, Assert.Single((await AskAsync(reason: reason, controls: controls, days: days)).Error!.Details!).Where);
    }

    [Fact]
    public async Task Request_ForWhatPassesOrHasNoEvidenceOrIsNoRule_IsRefused()
    {
        Assert.Equal("exceptions.nothing-to-except", (await AskAsync()).Error?.Code);
        await _world.GateAsync(GateKind.Baseline, new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.8));
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40));

        Assert.Equal("exceptions.nothing-to-except", (await AskAsync()).Error?.Code);
        Assert.Equal("gates.rule-not-found", (await AskAsync(rule: "Pass rate at least 81 %")).Error?.Code);
        Assert.Equal("prompts.version-not-found", (await AskAsync(version: 9)).Error?.Code);
        Assert.Equal(ErrorKind.Denied, (await AskAsync(actor: TestConsole.Viewer)).Error?.Kind);
    }

    [Fact]
    public async Task Request_Twice_IsRefusedAndAnExtensionMustEndLater()
    {
        await FailAsync();
        await AskAsync(days: 10);
        Assert.Equal("exceptions.asked-already", (await AskAsync()).Error?.Code);
        await DecideAsync("EXC-0001", Ines);

        Assert.Equal("exceptions.covered", (await AskAsync(days: 9)).Error?.Code);
        Assert.Equal("EXC-0002", (await AskAsync(days: 20)).Value);
    }

    [Fact]
    public async Task Request_AfterTwoExtensions_IsRefused()
    {
        await FailAsync();
        for (var times = 1; times <= RequestException.MostTimes; times++)
        {
            Assert.Equal(GateException.KeyOf(times), (await AskAsync(days: times * 10)).Value);
            Assert.True((await DecideAsync(GateException.KeyOf(times), Ines)).IsOk);
        }

        Assert.Equal("exceptions.extended-out", (await AskAsync(days: 80)).Error?.Code);
    }

    [Fact]
    public async Task Decide_BySecurity_IsInForceUntilItEnds()
    {
        await FailAsync();
        await AskAsync(days: 10);

        Assert.True((await DecideAsync("EXC-0001", Ines)).IsOk);

        await using var context = _world.Open();
        var exception = await context.GateExceptions.SingleAsync(None);
        Assert.Equal(("u-ines", "Security", "Seen"), (exception.DecidedById, exception.DecidedAs, exception.DecisionComment));
        Assert.True(exception.IsInForce(exception.ValidUntil.AddTicks(-10)));
        Assert.False(exception.IsInForce(exception.ValidUntil));
        Assert.Single(await context.AuditEvents.Where(row => row.Action == "exception.approved" && row.Outcome == AuditOutcome.Ok).ToListAsync(None));
        Assert.Equal(["u-ada"], await context.Notifications.Select(row => row.PersonId).ToListAsync(None));
    }

    public static TheoryData<string, Role[], string> WhoMayNot => new()
    {
        { "u-ada", [Role.Security], "asked for EXC-0001" },
        { "u-tom", [Role.Legal], "wrote v3" },
        { "u-eva", [Role.Legal], "edited v3 last" },
        { "u-del", [Role.Security], "stand in for somebody who wrote v3" },
        { "u-noah", [Role.Security, Role.Admin], "admins never accept" },
    };

    [Theory]
    [MemberData(nameof(WhoMayNot))]
    public async Task Decide_BySomebodyWithAPartInIt_IsRefusedAndRecorded(string id, Role[] roles, string why)
    {
        await FailAsync();
        await AskAsync();
        await using (var context = _world.Open())
        {
            var versionId = _world.Versions[2].Id;
            var version = await context.PromptVersions.SingleAsync(row => row.Id == versionId, None);
            context.Entry(version).Property(row => row.EditorId).CurrentValue = "u-eva";
            context.Delegations.Add(new Delegation { FromId = "u-tom", FromName = "Tom", Role = Role.Security, ToId = "u-del", ToName = "Del", Reason = "leave", ValidFrom = Now, ValidUntil = Now.AddDays(1) });
            await context.SaveChangesAsync(None);
        }

        var refused = await DecideAsync("EXC-0001", Actor.Person(id, id, roles));

        Assert.Equal((ErrorKind.Denied, "exceptions.may-not-decide"), (refused.Error?.Kind, refused.Error?.Code));
        Assert.Contains(why, refused.Error!.Message, StringComparison.Ordinal);
        await using var read = _world.Open();
        Assert.Equal(GateExceptionState.InReview, (await read.GateExceptions.SingleAsync(None)).State);
        Assert.Equal(AuditOutcome.Denied, (await read.AuditEvents.SingleAsync(row => row.Action == "exception.approved", None)).Outcome);
    }

    [Fact]
    public async Task Decide_WithoutTheRole_IsDenied()
    {
        await FailAsync();
        await AskAsync();

        Assert.Equal(ErrorKind.Denied, (await DecideAsync("EXC-0001", Actor.Person("u-x", "X", [Role.ProductManager, Role.Engineer]))).Error?.Kind);
        Assert.Equal("exceptions.may-not-decide", (await DecideAsync("EXC-0001", Actor.Service("s", "S", [Permission.RiskDecide]))).Error?.Code);
        Assert.Equal("exceptions.may-not-decide", (await DecideAsync("EXC-0001", Actor.System("job"))).Error?.Code);
    }

    [Fact]
    public async Task Decide_WithoutACommentOrTwiceOrTooLate_IsRefused()
    {
        await FailAsync();
        await AskAsync(days: 10);
        Assert.Equal("exceptions.invalid", (await DecideAsync("EXC-0001", Ines, comment: " ")).Error?.Code);
        Assert.Equal("exceptions.not-found", (await DecideAsync("EXC-0009", Ines)).Error?.Code);

        _world.Console.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("exceptions.ended", (await DecideAsync("EXC-0001", Ines)).Error?.Code);
        Assert.True((await DecideAsync("EXC-0001", Ines, approve: false)).IsOk);
        Assert.Equal("exceptions.illegal-move", (await DecideAsync("EXC-0001", Samuel, revision: 1)).Error?.Code);
    }

    [Fact]
    public async Task Decide_OnAnOlderRevision_IsAConflict()
    {
        await FailAsync();
        await AskAsync();

        Assert.Equal("common.changed-meanwhile", (await DecideAsync("EXC-0001", Ines, revision: 7)).Error?.Code);
    }

    [Fact]
    public async Task TakeBack_ByTheRequester_WithdrawsAndAfterApprovalCloses()
    {
        await FailAsync();
        await AskAsync();
        Assert.Equal("exceptions.not-yours", (await TakeBackAsync("EXC-0001", Ines)).Error?.Code);
        Assert.True((await TakeBackAsync("EXC-0001", TestConsole.Engineer)).IsOk);
        await AskAsync();
        await DecideAsync("EXC-0002", Ines);

        Assert.True((await TakeBackAsync("EXC-0002", Samuel, revision: 1)).IsOk);

        await using var context = _world.Open();
        Assert.Equal([GateExceptionState.Withdrawn, GateExceptionState.Closed], await context.GateExceptions.OrderBy(row => row.Id).Select(row => row.State).ToListAsync(None));
        Assert.Equal("exceptions.illegal-move", (await TakeBackAsync("EXC-0002", TestConsole.Engineer, revision: 2)).Error?.Code);
    }

    [Fact]
    public async Task List_ByFilter_CountsByTheClock()
    {
        await FailAsync();
        await AskAsync(days: 10);
        await DecideAsync("EXC-0001", Ines);
        await AskAsync(days: 20);
        var list = _world.Console.Get<ListExceptions>();

        var all = (await list.HandleAsync(new(), TestConsole.Viewer, None)).Value;
        Assert.Equal(["EXC-0002", "EXC-0001"], all.Page.Items.Select(item => item.Key));
        Assert.Equal((1, 1), (all.InReview, all.InForce));
        _world.Console.Clock.Advance(TimeSpan.FromDays(10));

        var ended = (await list.HandleAsync(new(ExceptionFilter.Ended, PromptKey), TestConsole.Viewer, None)).Value;
        Assert.True(Assert.Single(ended.Page.Items).Expired);
        Assert.Equal(0, ended.InForce);
        Assert.Equal("EXC-0001", Assert.Single((await list.HandleAsync(new(After: "EXC-0002"), TestConsole.Viewer, None)).Value.Page.Items).Key);
    }

    [Fact]
    public async Task Get_AsDifferentReaders_SaysWhoMayDecideAndWhyNot()
    {
        await FailAsync();
        await AskAsync();
        var get = _world.Console.Get<GetException>();

        Assert.Null((await get.HandleAsync("EXC-0001", Ines, None)).Value.DecideOff);
        var own = (await get.HandleAsync("exc-0001", TestConsole.Engineer, None)).Value;
        Assert.NotNull(own.DecideOff);
        Assert.Equal((true, false, GateVerdict.Fail), (own.MayTakeBack, own.OtherContent, own.Evidence!.Verdict));
        Assert.Equal("exception.requested", Assert.Single(own.History).Action);
    }

    private async Task FailAsync()
    {
        await _world.GateAsync(GateKind.Baseline, new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.8));
        await _world.RunAsync(RunState.Completed, Column.Of(3, 20, 40));
    }

    private Task<Result<string>> AskAsync(
        int days = 14, string reason = Reason, string controls = "Canary at 5 %", string rule = Rule, int version = 3, Actor? actor = null) =>
        _world.Console.Get<RequestException>().HandleAsync(new(PromptKey, version, GateKind.Baseline, rule, reason, controls, Now.AddDays(days)), actor ?? TestConsole.Engineer, None);

    private Task<Result> DecideAsync(string key, Actor actor, bool approve = true, string comment = "Seen", int revision = 0) =>
        _world.Console.Get<DecideException>().HandleAsync(new(key, approve, comment, revision), actor, None);

    private Task<Result> TakeBackAsync(string key, Actor actor, int revision = 0) =>
        _world.Console.Get<WithdrawException>().HandleAsync(new(key, "Not needed", revision), actor, None);

    private static Person Person(string id, params Role[] roles) => new() { Id = id, Name = id, Roles = roles };
}
