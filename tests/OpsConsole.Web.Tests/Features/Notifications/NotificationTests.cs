using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Notifications;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Notifications;

public sealed class NotificationTests : PageTest
{
    [Fact]
    public void Bell_WithNothingNew_SaysWhatItIsFor()
    {
        var bell = Render<NotificationBell>();
        Assert.Equal("Notifications", bell.Find("button").GetAttribute("aria-label"));
        Assert.Empty(bell.FindAll(".dot"));

        bell.Find("button").Click();

        Assert.Contains("Nothing new", bell.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bell_OpensTheNewest_AndWhatIsOpenedIsRead()
    {
        await TellAsync("REL-0001 waits for you", "/reviews/REL-0001");
        await TellAsync("REL-0002 was rolled back", "/reviews/REL-0002");
        var bell = Render<NotificationBell>();
        Assert.Equal("Notifications, 2 new", bell.Find("button").GetAttribute("aria-label"));
        Assert.Equal("2 new", bell.Find("[role=status]").TextContent);

        bell.Find("button").Click();
        var newest = bell.Find("[role=dialog] li a");
        Assert.Equal("/reviews/REL-0002", newest.GetAttribute("href"));
        Assert.StartsWith("New: REL-0002", newest.QuerySelector(".what")!.TextContent, StringComparison.Ordinal);
        newest.Click();

        bell.WaitForAssertion(() => Assert.Equal("Notifications, 1 new", bell.Find("button").GetAttribute("aria-label")));
        Assert.Empty(bell.FindAll("[role=dialog]"));
        Assert.Equal(1, (await Get<CountUnread>().HandleAsync(Actor, None)).Value.Unread);
    }

    [Fact]
    public async Task Bell_MarkAllAsRead_TakesTheDotAway()
    {
        await TellAsync("One", "/a");
        await TellAsync("Two", "/b");
        var bell = Render<NotificationBell>();
        bell.Find("button").Click();

        bell.Find("[role=dialog] header button").Click();

        bell.WaitForAssertion(() => Assert.Empty(bell.FindAll(".dot")));
        Assert.Equal(2, bell.FindAll("[role=dialog] li").Count);
    }

    [Fact]
    public async Task Bell_HearsOfNewsAtOnceAndEvery30Seconds()
    {
        var bell = Render<NotificationBell>();
        await TellAsync("Written here", "/a");
        Get<ChangeFeed>().Publish(ChangeFeed.Notifications);
        bell.WaitForAssertion(() => Assert.Equal("Notifications, 1 new", bell.Find("button").GetAttribute("aria-label")));

        await TellAsync("Written elsewhere", "/b");
        Clock.Advance(TimeSpan.FromSeconds(31));

        bell.WaitForAssertion(() => Assert.Equal("Notifications, 2 new", bell.Find("button").GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Bell_Escape_ClosesThePanel()
    {
        var bell = Render<NotificationBell>();
        bell.Find("button").Click();

        await bell.Find("[role=dialog]").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        Assert.Empty(bell.FindAll("[role=dialog]"));
        Assert.Equal("false", bell.Find("button").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Page_ShowsTheUnreadFirst_AndMarksAllAsRead()
    {
        await TellAsync("Old", "/a");
        await Get<ReadNotifications>().HandleAsync(new(null), Actor, None);
        await TellAsync("New", "/b");
        var page = Render<NotificationsPage>();
        Assert.Equal("1 new notification", page.Find("h1").TextContent.Trim());
        Assert.Equal(["New: New", "Old"], page.FindAll(".what").Select(what => what.TextContent.Trim()));

        await page.Find("header .act button").ClickAsync(new());

        Assert.Equal("No new notifications", page.Find("h1").TextContent.Trim());
        Assert.Empty(page.FindAll("a.new"));
    }

    private async Task TellAsync(string title, string href)
    {
        await using var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        await Get<Notifier>().ToPeopleAsync(context, [Actor.Id], new Notice(title, title, href), None);
        await context.SaveChangesAsync(None);
    }
}
