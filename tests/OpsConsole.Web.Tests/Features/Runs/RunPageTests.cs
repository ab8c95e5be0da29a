using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Web.Features.Runs;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Runs;

public sealed class RunPageTests : RunPageTest
{
    [Fact]
    public async Task Finished_Run_ComparesEachCandidateWithTheBaseline()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());

        var page = Open("RUN-0001");

        var rows = page.FindAll("[aria-label='Comparison by candidate'] tbody tr");
        Assert.Contains("100.0 %", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("baseline", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("75.0 %", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("−25.0", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("worse", rows[1].QuerySelector(".oc-st")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("No candidate reaches the baseline", page.Find("p.answer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finished_WithoutAMode_OpensOnTheFlipsAndCountsEveryMode()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());

        var page = Open("RUN-0001");

        Assert.Equal("Flips 10", Words(page.Find("nav[aria-label='Cases shown'] [aria-current=true]").TextContent));
        Assert.Equal(["All 40", "Failures 10", "Differing 10", "Flips 10", "Unstable 0", "Errors 0"], page.FindAll("nav[aria-label='Cases shown'] a").Select(mode => Words(mode.TextContent)));
    }

    [Fact]
    public async Task Matrix_AfterAChangeOfMode_KeepsNoLinkOfTheModeBefore()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        var page = Open("RUN-0001");

        Get<NavigationManager>().NavigateTo("/runs/RUN-0001?mode=all");

        Assert.All(page.FindAll("[aria-label='Cases by candidate'] a"), link => Assert.Contains("mode=all", link.GetAttribute("href"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("C-00", page.Find("[aria-label='Cases by candidate'] a.o").TextContent));
    }

    [Fact]
    public async Task Drawer_OfACaseInTheAddress_ShowsBothOutputsTheirDifferenceAndTheWayOn()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        Get<NavigationManager>().NavigateTo("/runs/RUN-0001?case=C-31");

        var page = Open("RUN-0001");

        Assert.Equal("answer 31", page.Find("article[aria-label='Output of v1'] p").TextContent.Trim());
        Assert.Equal("no idea", page.Find("article[aria-label='Output of v2'] p").TextContent.Trim());
        Assert.Contains("2 of 10 flips", page.Find(".oc-dr header").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("case=C-32", page.Find(".oc-dr [data-step='1']").GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith("case=C-30", page.Find(".oc-dr [data-step='-1']").GetAttribute("href"), StringComparison.Ordinal);

        page.Find(".oc-dr [data-close]").Click();
        Assert.EndsWith("/runs/RUN-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_Run_ShowsProgressAndTurnsIntoItsComparisonByItself()
    {
        await SeedAsync();
        var run = await PlanAsync();
        var page = Open("RUN-0001");
        Assert.Equal("80", page.Find("[role=progressbar][aria-label='Run progress']").GetAttribute("aria-valuemax"));
        Assert.Empty(page.FindAll("[aria-label='Comparison by candidate']"));
        Assert.Contains("differences from the baseline and verdicts come when the run completes", page.Find("[aria-label='Results so far'] .c").TextContent, StringComparison.Ordinal);

        await ExecuteAsync(run);
        Clock.Advance(TimeSpan.FromSeconds(5));

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[aria-label='Comparison by candidate']")), TimeSpan.FromSeconds(10));
        Assert.Contains("Completed", page.Find("h1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_AsViewer_TurnsCancelOffAndSaysWhoMay()
    {
        await SeedAsync();
        await PlanAsync();
        SignIn(Role.Viewer);

        var page = Open("RUN-0001");

        Assert.True(page.Find("header .act button").HasAttribute("disabled"));
        Assert.Contains("Engineer", page.Find("header .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_ThatNamesNoRun_SaysWhatAKeyLooksLike() =>
        Assert.Contains("RUN-0412", Open("nonsense").Find(".oc-empty").TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task List_FilteredByState_ShowsOnlyThose()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await PlanAsync();
        Assert.Equal(["RUN-0002", "RUN-0001"], Render<RunsPage>().FindAll("td a.o").Select(link => link.TextContent));

        Get<NavigationManager>().NavigateTo("/runs?state=completed");

        Assert.Equal(["RUN-0001"], Render<RunsPage>().FindAll("td a.o").Select(link => link.TextContent));
    }

    private IRenderedComponent<RunPage> Open(string key) => Render<RunPage>(parameters => parameters.Add(page => page.Key, key));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
