using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class ReviewsPageTests : ReleasePageTest
{
    [Fact]
    public void Reviews_OfAnEmptyConsole_SayHowARequestIsMade()
    {
        var page = Open("/reviews");

        Assert.Equal("No request waits for a decision", page.Find("h1").TextContent.Trim());
        Assert.Contains("Submit for review", page.Find(".oc-empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_OfOneWhoMayDecide_ShowTheRowInTheOrderOfThePicture()
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        await world.GoLiveAsync();
        await world.RequestAsync();

        var page = Open("/reviews");

        Assert.Equal("1 decision waits for you", page.Find("h1").TextContent.Trim());
        var cells = Row(page).Children.Select(Text).ToList();
        Assert.Equal("support/answer v2REL-0002 · Support · T2", cells[0]);
        Assert.StartsWith("No evidence of a difference+5.0 points (", cells[1], StringComparison.Ordinal);
        Assert.Equal("Pass", cells[2]);
        Assert.NotNull(Row(page).QuerySelector("svg.oc-ib-bar"));
        Assert.Equal("$0.00$0.50 to $0.50", cells[4]);
        Assert.Equal("0 of 2as Product manager", cells[5]);
        Assert.Equal("in 14 dasked 42 min ago", cells[6]);
        Assert.Equal("/reviews/REL-0002", Row(page).QuerySelector("a.oc-btn")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Reviews_OfTheAuthor_SayForWhomItWaitsAndWhyNotForHim()
    {
        await using var world = await WorldAsync(2, Role.Author);
        await world.RequestAsync();

        var mine = Open("/reviews");
        Assert.Equal("Nothing waits for you; 1 request waits for others", mine.Find("h1").TextContent.Trim());
        Assert.Equal("No request waits for your decision", mine.Find(".oc-empty b").TextContent);

        var others = Open("/reviews?show=others");
        Assert.Equal("0 of 2waits for Product manager, Engineer", Text(Row(others).Children[5]));
        Assert.Contains("you are Author", Row(others).Children[5].GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_OnAPhone_HaveACardForEachRequestWithTheSameFacts()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.RequestAsync();

        var card = Open("/reviews").Find("ul.cards li a[data-row]");

        Assert.Equal("/reviews/REL-0001", card.GetAttribute("href"));
        foreach (var fact in new[] { "support/answer v1", "Pass", "REL-0001", "Support, T2", "expires in 14 d", "0 of 2; you as Engineer", "$0.50 per 1,000" })
            Assert.Contains(fact, card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_OfAStaleRequest_ShowTheStateAndTheReasonInsteadOfAVerdict()
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        await world.RequestAsync();
        await ChangeAsync(world, release => release.MarkStale("The dataset has changed."));

        var row = Row(Open("/reviews?show=others"));

        Assert.Equal("Stale The dataset has changed.", Text(row.Children[2]));
        Assert.Null(row.QuerySelector(".oc-v"));
    }

    [Fact]
    public async Task Reviews_WithoutEvidence_SayWhichGateIsMissing()
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        await world.SubmitAsync(await world.DraftAsync());

        var row = Row(Open("/reviews"));

        Assert.Equal("No figures yet: its baseline gate has no finished run", Text(row.Children[1]));
        Assert.Equal("No evidenceno baseline, safety evidence", Text(row.Children[2]));
    }

    [Theory]
    [InlineData("tier=3", "Tier T3")]
    [InlineData("system=claims", "System claims")]
    [InlineData("q=claims", "Prompt claims")]
    [InlineData("due=24h", "Due within 24 h")]
    [InlineData("due=overdue", "Due overdue")]
    public async Task Reviews_WithAFilterThatNothingMeets_ShowTheChipAndTheWayBack(string filter, string chip)
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        await world.RequestAsync();

        var page = Open($"/reviews?{filter}");

        Assert.Equal(chip, Text(page.Find(".oc-chip")));
        Assert.Equal("No request matches these filters", page.Find(".oc-empty b").TextContent);
        Assert.EndsWith("/reviews", page.Find(".oc-chip a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_WithFiltersThatItMeets_ShowIt()
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        await world.RequestAsync();
        Clock.Advance(TimeSpan.FromDays(13.5));

        var page = Open("/reviews?tier=2&system=support&q=ANSW&due=24h");

        Assert.Equal(4, page.FindAll(".oc-chip").Count);
        Assert.Equal("t-warn m", Row(page).QuerySelector("time")!.ClassName);
    }

    [Fact]
    public async Task Reviews_RollingOutAndLive_ShowTheCanaryWithShareAndGuardrails()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.GoLiveAsync();
        await world.Get<StartRollout>().HandleAsync(new(await world.ApproveAsync(), 25), ReleaseWorld.Engineer, None);

        var page = Open("/reviews?show=rollout");

        Assert.Contains("25 %the rest on v1", Text(page.Find("[aria-label=Canaries] tbody tr")), StringComparison.Ordinal);
        Assert.Equal(["Rolling out, 25 %", "Live"], page.FindAll("table[aria-label=Releases] .oc-st").Select(Text));
    }

    [Fact]
    public async Task Reviews_All_AreFilteredByTheDatabase()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.RequestAsync();

        Assert.Single(Open("/reviews?show=all&tier=2").FindAll("table[aria-label=Releases] tbody tr"));
        Assert.Equal("No release matches these filters", Open("/reviews?show=all&tier=4").Find(".oc-empty b").TextContent);
    }

    [Fact]
    public async Task Reviews_WhenSomebodyDecides_ChangeByThemselves()
    {
        await using var world = await WorldAsync(1, Role.ProductManager);
        var id = await world.RequestAsync();
        var page = Open("/reviews");
        Assert.Equal("1 decision waits for you", page.Find("h1").TextContent.Trim());

        await world.DecideAsync(id, ReleaseWorld.Manager);

        page.WaitForAssertion(() => Assert.Equal("No request waits for a decision", page.Find("h1").TextContent.Trim()), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Navigation_CountsOnlyWhatWaitsForTheReader()
    {
        await using var world = await WorldAsync(1, Role.ProductManager);
        var id = await world.RequestAsync();

        var menu = Render<NavMenu>(parameters => parameters.Add(nav => nav.Actor, Actor).Add(nav => nav.Path, "/"));
        Assert.Equal("1 decision waits for you", menu.Find("a[href='/reviews'] .n").GetAttribute("title"));

        await world.DecideAsync(id, ReleaseWorld.Manager);
        menu.WaitForAssertion(() => Assert.Empty(menu.FindAll("a[href='/reviews'] .n")), TimeSpan.FromSeconds(10));

        SignIn(Role.Viewer);
        Assert.Empty(Render<NavMenu>(parameters => parameters.Add(nav => nav.Actor, Actor).Add(nav => nav.Path, "/")).FindAll(".n"));
    }

    private IRenderedComponent<ReviewsPage> Open(string address)
    {
        Get<NavigationManager>().NavigateTo(address);
        return Render<ReviewsPage>();
    }

    private static IElement Row(IRenderedComponent<ReviewsPage> page) => page.FindAll(".wide tbody tr").Single();

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task ChangeAsync(ReleaseWorld world, Action<Release> change)
    {
        await using var context = world.Open();
        change(await context.Releases.SingleAsync());
        await context.SaveChangesAsync();
    }
}
