using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Features.Compare;
using OpsConsole.Web.Features.Reports;
using OpsConsole.Web.Features.Runs;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Compare;

public sealed class ComparePageTests : RunPageTest
{
    [Fact]
    public async Task Compare_OneRun_ShowsVerdictsRouteAndFlips()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());

        var page = Open("/compare?runs=1");

        var rows = page.FindAll("[aria-label='Comparison by candidate'] tbody tr");
        Assert.Contains("baseline", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("−25.0", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("worse", rows[1].QuerySelector(".oc-st")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Route to v1", page.Find("[aria-label='Routing recommendation']").TextContent, StringComparison.Ordinal);
        Assert.Equal(["All 40", "Failures 10", "Differing 10", "Flips 10", "Unstable 0", "Errors 0"], page.FindAll("nav[aria-label='Cases shown'] a").Select(mode => Words(mode.TextContent)));
        Assert.Equal("Flips 10", Words(page.Find("nav[aria-label='Cases shown'] [aria-current=true]").TextContent));
        Assert.Equal(10, page.FindAll("[aria-label='Cases by candidate'] tbody a.o").Count);
        Assert.Contains("regressed", page.Find("td.flip").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[aria-label=Scores] svg").Count);
        Assert.Contains("v2 against the baseline: 0 fixed, 10 regressed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AnotherBaseline_TurnsTheDifferenceRound()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        var page = Open("/compare?runs=1");

        page.Find("select[aria-label=Baseline]").Change("1.1");

        // The page may be drawing a step of the comparison just then: the choice waits for its turn.
        page.WaitForAssertion(() => Assert.EndsWith("/compare?runs=1&baseline=1.1", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("+25.0", page.FindAll("[aria-label='Comparison by candidate'] tbody tr")[0].TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_ScrolledThroughAndFiltered_AsksTheDatabaseNothing()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        var page = Open("/compare?runs=1&mode=all");
        Assert.Equal(40, page.FindAll("[aria-label='Cases by candidate'] tbody a.o").Count);

        page.Find("input[type=search]").Change("C-3");

        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll("[aria-label='Cases by candidate'] tbody a.o").Count));
    }

    [Fact]
    public async Task Drawer_OfAFlip_ShowsBothOutputsTheCallAndTheWayOn()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());

        var page = Open("/compare?runs=1&case=C-31");

        Assert.Equal("answer 31", page.Find("article[aria-label='Output of v1'] p").TextContent.Trim());
        Assert.Equal("no idea", page.Find("article[aria-label='Output of v2'] p").TextContent.Trim());
        Assert.Contains("2 of 10 flips", page.Find(".oc-dr header").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("case=C-32", page.Find(".oc-dr [data-step='1']").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Attempts", page.Find(".oc-dr").TextContent, StringComparison.Ordinal);
        page.Find(".oc-dr [data-close]").Click();
        Assert.EndsWith("/compare?runs=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/compare?runs=1,77", "There is no run RUN-0077")]
    [InlineData("/compare?runs=1,seven", "'seven' names no run")]
    [InlineData("/compare?runs=1&baseline=9.0", "The baseline 9.0 is not among")]
    [InlineData("/compare?runs=1&d=many", "margin of the routing rule")]
    public async Task Compare_BadAddress_SaysWhatIsWrongAndOffersTheChoice(string address, string words)
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());

        var page = Open(address);

        Assert.Contains(words, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("[aria-label='Choose candidates'] fieldset"));
    }

    [Fact]
    public async Task Picker_TwoRuns_LeadToTheirComparison()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await ExecuteAsync(await PlanAsync());
        var page = Open("/compare");
        Assert.Contains("nothing is chosen", page.Find(".oc-off").TextContent, StringComparison.Ordinal);

        foreach (var box in new[] { 0, 3 })
            page.FindAll("input[type=checkbox]")[box].Change(true);
        page.Find("[aria-label='Choose candidates'] .bar button").Click();

        Assert.EndsWith("/compare?runs=2.0,1.1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunPage_WithAPinnedBaseline_LeadsToTheComparisonWithIt()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await ExecuteAsync(await PlanAsync());
        await Get<PinBaseline>().HandleAsync(new(Benchmark, 1), Actor, None);

        var page = Render<RunPage>(parameters => parameters.Add(run => run.Key, "RUN-0002"));

        Assert.Equal("/compare?runs=1,2&baseline=1", page.FindAll("header .act a").Single(link => link.TextContent == "Compare with the pinned baseline").GetAttribute("href"));
    }

    [Fact]
    public async Task RunPage_OfASelection_SaysWhatItRepeatsAndBothWaysAreLinked()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        var planned = await Get<RerunCases>().HandleAsync(new([new(1, 0), new(1, 1)], new(1, 0), ["C-30", "C-31"], "2 flips", 2), Actor, None);
        await ExecuteAsync(planned.Value.RunId);

        var part = Render<RunPage>(parameters => parameters.Add(run => run.Key, "RUN-0002"));
        Assert.Contains("Repeats 2 flips of RUN-0001: 2 of 2 flips hold", Words(part.Find(".oc-band").TextContent), StringComparison.Ordinal);
        var whole = Render<RunPage>(parameters => parameters.Add(run => run.Key, "RUN-0001"));
        Assert.Contains("RUN-0002 repeats 2 flips, 2 times, cache off: 2 of 2 flips hold", Words(whole.Find("[aria-label='Runs that repeat some of these cases']").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Saved_ShowsItsFiguresWithoutTheRun()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await Get<SaveReport>().HandleAsync(new(new([new CandidateChoice(1, null)]), ReportKind.Comparison), Actor, None);
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
            await context.RunCases.ExecuteDeleteAsync(None);

        var page = Render<ReportPage>(parameters => parameters.Add(report => report.Key, "REP-0001"));

        Assert.Contains("No candidate is shown to be better than v1", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Contains("−25.0", page.FindAll("[aria-label='Comparison by candidate'] tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(10, page.FindAll("[aria-label='Cases that flipped'] tbody tr").Count);
        Assert.Equal("REP-0001", Render<ReportsPage>().Find("td a.o").TextContent);
    }

    [Fact]
    public async Task Compare_AsViewer_TurnsSavingAndRerunsOffAndSaysWhoMay()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        SignIn(Role.Viewer);

        var page = Open("/compare?runs=1");

        Assert.Equal(
            ["Save the comparison", "Save the recommendation"],
            page.FindAll("button").Select(button => button.TextContent.Trim()).Where(text => text.StartsWith("Save", StringComparison.Ordinal)).Order());
        Assert.All(page.FindAll("button").Where(button => button.TextContent.Contains("Save the", StringComparison.Ordinal) || button.TextContent.Contains("Re-run", StringComparison.Ordinal)),
            button => Assert.True(button.HasAttribute("disabled")));
    }

    private IRenderedComponent<ComparePage> Open(string address)
    {
        Get<NavigationManager>().NavigateTo(address);
        var page = Render<ComparePage>();
        page.WaitForState(() => page.FindAll("[role=status]").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
