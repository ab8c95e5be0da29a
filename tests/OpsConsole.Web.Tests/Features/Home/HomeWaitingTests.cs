using Bunit;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Home;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Home;

public sealed class HomeWaitingTests : ReleasePageTest
{
    [Fact]
    public async Task Home_OfOneWhoMayDecide_BeginsWithWhatWaits()
    {
        await using var world = await WorldAsync(1, Role.ProductManager);
        for (var request = 0; request < 6; request++)
            await world.RequestAsync();

        var page = Render<HomePage>();

        Assert.StartsWith("6 decisions wait for you; ", page.Find("h1").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(5, page.FindAll("section[aria-label='Waiting for you'] .wide tbody tr").Count);
        Assert.Equal("5 of 6, first to expire first", page.Find("section[aria-label='Waiting for you'] .oc-sh .c").TextContent);
        Assert.Equal("/reviews", page.Find("section[aria-label='Waiting for you'] .oc-sh a").GetAttribute("href"));
    }

    [Fact]
    public async Task Home_OfSomebodyElse_SaysThatItWaitsForOthers()
    {
        await using var world = await WorldAsync(1, Role.Viewer);
        await world.RequestAsync();

        Assert.Contains("1 waits for others", Render<HomePage>().Find("section[aria-label='Waiting for you']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WithAGraveIncidentAndACanary_ShowsBoth()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.GoLiveAsync();
        await world.Get<StartRollout>().HandleAsync(new(await world.ApproveAsync(), 10), ReleaseWorld.Engineer, None);
        foreach (var severity in new[] { 2, 3 })
            await OkAsync(world.Get<DeclareIncident>().HandleAsync(new(ReleaseWorld.SystemKey, severity, $"Trouble {severity}"), ReleaseWorld.Engineer, None));

        var page = Render<HomePage>();

        var incident = Assert.Single(page.FindAll("section[aria-label='Open incidents'] li"));
        Assert.Contains("SEV2", incident.TextContent, StringComparison.Ordinal);
        Assert.Equal("/incidents/INC-0001", incident.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("10 %", page.Find("section[aria-label='Rolling out'] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WhenARequestComes_SaysSoByItself()
    {
        await using var world = await WorldAsync(1, Role.ProductManager);
        var page = Render<HomePage>();
        Assert.Equal("Nothing has run yet", page.Find("h1").TextContent.Trim());

        await world.SubmitAsync(await world.DraftAsync());

        page.WaitForAssertion(() => Assert.Equal("1 decision waits for you; nothing has run yet", page.Find("h1").TextContent.Trim()), TimeSpan.FromSeconds(10));
    }
}
