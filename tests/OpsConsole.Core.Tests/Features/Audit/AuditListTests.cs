using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Audit;

public sealed class AuditListTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task List_Slices_BringEachOnceNewestFirst()
    {
        for (var number = 1; number <= 5; number++)
            await HappenAsync("release.live", $"REL-000{number}");

        List<string> keys = [];
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var slice = (await _console.Get<ListAuditEvents>().HandleAsync(new() { After = after, Limit = 2 }, TestConsole.Viewer, None)).Value;
            keys.AddRange(slice.Items.Select(item => item.ObjectKey));
            next = slice.Next;
        }

        Assert.Equal(["REL-0005", "REL-0004", "REL-0003", "REL-0002", "REL-0001"], keys);
    }

    [Fact]
    public async Task List_Filters_EachKeepOnlyWhatTheySay()
    {
        await HappenAsync("release.approved", "REL-0001", "support/answer");
        _console.Clock.Advance(TimeSpan.FromDays(1));
        await HappenAsync("release.live", "REL-0001", "support/answer", Actor.System("releases"));
        await HappenAsync("releases.other", "REL-0002");
        await _console.Get<IAuditLog>().RefuseAsync(TestConsole.Viewer, new("release.approved", "release", "REL-0003"), Error.Denied(Permission.ReleasesDecide), None);

        await FindsAsync(new() { Action = "release" }, "REL-0003", "REL-0001", "REL-0001");
        await FindsAsync(new() { Action = "release.live" }, "REL-0001");
        await FindsAsync(new() { Actor = "ADA" }, "REL-0002", "REL-0001");
        await FindsAsync(new() { Actor = "system:" }, "REL-0001");
        await FindsAsync(new() { Object = "rel-0001" }, "REL-0001", "REL-0001");
        await FindsAsync(new() { Prompt = "support/answer" }, "REL-0001", "REL-0001");
        await FindsAsync(new() { Outcome = AuditOutcome.Denied }, "REL-0003");
        await FindsAsync(new() { To = new DateOnly(2026, 11, 23) }, "REL-0001");
        await FindsAsync(new() { From = new DateOnly(2026, 11, 24), To = DateOnly.MaxValue, Outcome = AuditOutcome.Ok }, "REL-0002", "REL-0001");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task List_AfterThatIsNone_IsRefused(string after) =>
        Assert.Equal("audit.after", (await _console.Get<ListAuditEvents>().HandleAsync(new() { After = after }, TestConsole.Viewer, None)).Error?.Code);

    [Fact]
    public async Task Get_OneEvent_BringsItsPayloadAndWhereItsObjectIs()
    {
        await HappenAsync("release.live", "REL-0001", "support/answer");
        var listed = (await _console.Get<ListAuditEvents>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items[0];

        var found = (await _console.Get<GetAuditEvent>().HandleAsync(listed.EventId, TestConsole.Viewer, None)).Value;

        Assert.Equal(listed, found);
        Assert.Equal(("/reviews/REL-0001", """{"share":5}"""), (found.Path, found.Payload));
        Assert.Equal("audit.not-found", (await _console.Get<GetAuditEvent>().HandleAsync(Guid.NewGuid(), TestConsole.Viewer, None)).Error?.Code);
    }

    [Fact]
    public async Task Audit_WithoutARole_IsDenied()
    {
        Assert.Equal("auth.denied", (await _console.Get<ListAuditEvents>().HandleAsync(new(), TestConsole.Nobody, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<GetAuditEvent>().HandleAsync(Guid.Empty, TestConsole.Nobody, None)).Error?.Code);
    }

    [Theory]
    [InlineData("release", "REL-0148", "support/answer", "/reviews/REL-0148")]
    [InlineData("incident", "INC-0001", null, "/incidents/INC-0001")]
    [InlineData("webhook", "WHK-0003", null, "/settings/webhooks/WHK-0003")]
    [InlineData("exception", "EXC-0002", "support/answer", "/exceptions/EXC-0002")]
    [InlineData("approval-policy", "policy 4", null, "/settings/policy")]
    [InlineData("prompt-version", "support/answer v7", "support/answer", "/prompts/support/answer")]
    [InlineData("system", "support", null, "/systems/support")]
    [InlineData("something", "else", null, null)]
    public void Path_OfAnObject_LeadsToItsPageOrNowhere(string kind, string key, string? prompt, string? path) => Assert.Equal(path, AuditPaths.Of(kind, key, prompt));

    private async Task FindsAsync(ListAuditEvents.Query query, params string[] keys) =>
        Assert.Equal(keys, (await _console.Get<ListAuditEvents>().HandleAsync(query, TestConsole.Viewer, None)).Value.Items.Select(item => item.ObjectKey));

    private async Task HappenAsync(string action, string key, string? prompt = null, Actor? actor = null)
    {
        await using var context = _console.Database.CreateDbContext();
        _console.Get<IAuditLog>().Append(context, actor ?? TestConsole.Engineer, new AuditEntry(action, "release", key) { PromptKey = prompt, Details = new { share = 5 } });
        await context.SaveChangesAsync(None);
    }
}
