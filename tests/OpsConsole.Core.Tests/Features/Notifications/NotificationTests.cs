using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications;

public sealed class NotificationTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static string Own => TestConsole.Viewer.Id;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task List_Slices_BringEachOnceTheUnreadFirstEachNewestFirst()
    {
        for (var number = 1; number <= 5; number++)
            await TellAsync(Own, $"n{number}");
        await ReadAsync("n4");
        await ReadAsync("n2");
        await TellAsync("somebody-else", "secret");

        List<string> titles = [];
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var slice = (await _console.Get<ListNotifications>().HandleAsync(new(after, Limit: 2), TestConsole.Viewer, None)).Value;
            titles.AddRange(slice.Items.Select(item => item.Title));
            next = slice.Next;
        }

        Assert.Equal(["n5", "n3", "n1", "n4", "n2"], titles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x3")]
    [InlineData("u")]
    [InlineData("u-3")]
    public async Task List_AfterThatIsNone_IsRefused(string after) =>
        Assert.Equal("notifications.after", (await _console.Get<ListNotifications>().HandleAsync(new(after), TestConsole.Viewer, None)).Error?.Code);

    [Fact]
    public async Task Read_One_LowersTheCountAndTellsTheBell()
    {
        await TellAsync(Own, "n1");
        await TellAsync(Own, "n2");
        var told = 0;
        using var subscription = _console.Get<ChangeFeed>().Subscribe(ChangeFeed.Notifications, () => told++);

        await ReadAsync("n1");
        await ReadAsync("n1");

        Assert.Equal(1, await UnreadAsync());
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Read_SomebodyElses_IsNotThere()
    {
        await TellAsync("somebody-else", "secret");
        await using var context = _console.Database.CreateDbContext();
        var id = context.Notifications.Single().Id;

        Assert.Equal("notifications.not-found", (await _console.Get<ReadNotifications>().HandleAsync(new(id), TestConsole.Viewer, None)).Error?.Code);
        await _console.Get<ReadNotifications>().HandleAsync(new(null), TestConsole.Viewer, None);

        Assert.Null(context.Notifications.Single().ReadAt);
    }

    [Fact]
    public async Task Read_All_LeavesTheTimeOfWhatWasReadBefore()
    {
        await TellAsync(Own, "n1");
        await ReadAsync("n1");
        _console.Clock.Advance(TimeSpan.FromHours(1));
        await TellAsync(Own, "n2");

        Assert.True((await _console.Get<ReadNotifications>().HandleAsync(new(null), TestConsole.Viewer, None)).IsOk);

        Assert.Equal(0, await UnreadAsync());
        await using var context = _console.Database.CreateDbContext();
        Assert.Equal([TimeSpan.FromHours(1)], context.Notifications.AsEnumerable().Select(row => _console.Clock.GetUtcNow().UtcDateTime - row.ReadAt!.Value).Where(age => age > TimeSpan.Zero));
    }

    [Fact]
    public async Task Notifications_WithoutARole_AreDenied()
    {
        Assert.Equal("auth.denied", (await _console.Get<ListNotifications>().HandleAsync(new(), TestConsole.Nobody, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<CountUnread>().HandleAsync(TestConsole.Nobody, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<ReadNotifications>().HandleAsync(new(null), TestConsole.Nobody, None)).Error?.Code);
    }

    private async Task TellAsync(string person, string title)
    {
        await using var context = _console.Database.CreateDbContext();
        await _console.Get<Notifier>().ToPeopleAsync(context, [person], new Notice(title, title, "/reviews/REL-0001"), None);
        await context.SaveChangesAsync(None);
    }

    private async Task ReadAsync(string title)
    {
        await using var context = _console.Database.CreateDbContext();
        var id = context.Notifications.Single(row => row.Title == title).Id;
        Assert.True((await _console.Get<ReadNotifications>().HandleAsync(new(id), TestConsole.Viewer, None)).IsOk);
    }

    private async Task<int> UnreadAsync() => (await _console.Get<CountUnread>().HandleAsync(TestConsole.Viewer, None)).Value.Unread;
}
