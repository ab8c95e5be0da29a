using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Home;
using OpsConsole.Web.Features.Trends;
using Plotly.Blazor.Traces;
using Xunit;
using Night = OpsConsole.Tests.Shared.TrendWorld.Night;

namespace OpsConsole.Web.Tests.Features.Trends;

public sealed class TrendsPageTests : PageTest
{
    private const string Address = "/trends?benchmark=support-nightly";

    public TrendsPageTests()
    {
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<IRunQueue>(new NoQueue());
    }

    [Fact]
    public void List_WithoutAnyRun_SaysWhatThisIsFor()
    {
        var page = Render<TrendsPage>();

        Assert.Equal("Trends", page.Find("h1").TextContent.Trim());
        Assert.Contains("No benchmark has completed a run yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfMeasures_ShowsWhatMovedFirstWithItsCause()
    {
        await FallAsync();

        var page = Render<TrendsPage>();

        Assert.Equal("2 of 4 measures have left their noise at some run", page.Find("h1").TextContent.Trim());
        var first = page.FindAll("[aria-label=Measures] tbody tr")[0];
        Assert.Contains("−20.0 points", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("worse", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("/datasets/support-golden", first.QuerySelector("td:last-child a")!.GetAttribute("href"));
        Assert.NotNull(first.QuerySelector(".oc-spark .mk"));
        Assert.Contains("within its noise", page.FindAll("[aria-label=Measures] tbody tr")[3].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfABenchmark_SaysTheRunTheSizeAndTheCause()
    {
        await FallAsync();
        Get<NavigationManager>().NavigateTo(Address);

        var page = Render<TrendsPage>();

        Assert.Equal("Pass rate of live · gpt-4.1-mini fell by 20.0 points with RUN-0010 (dataset v2)", page.Find("figcaption h2").TextContent);
        var row = page.Find("[aria-label='Changes beyond noise'] tbody tr");
        Assert.Contains("RUN-0010", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("9, 3", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("dataset v2", row.TextContent, StringComparison.Ordinal);

        var chart = page.FindComponent<OpsChart>().Instance;
        var traces = chart.Draw(new ChartInk(false)).Cast<Scatter>().ToList();
        Assert.Equal(3, traces.Count);
        Assert.Equal(12, traces[2].X.Count);
        Assert.All(traces[0].Y.Zip(traces[1].Y), band => Assert.True((double)band.First < (double)band.Second));
        var layout = new Plotly.Blazor.Layout { XAxis = [new()], YAxis = [new()], Margin = new() };
        chart.Shape!(layout, new ChartInk(true));
        Assert.Equal(9, Assert.Single(layout.Shapes).X0);
        Assert.Contains(layout.Annotations, annotation => annotation.Text == "dataset v2");
    }

    [Fact]
    public async Task Chart_AsATable_HoldsEveryFigureAndWhatChanged()
    {
        await FallAsync();
        Get<NavigationManager>().NavigateTo(Address + "&view=table");

        var page = Render<TrendsPage>();

        var rows = page.FindAll("figure tbody tr");
        Assert.Equal(12, rows.Count);
        Assert.Contains("dataset v2", rows[9].TextContent, StringComparison.Ordinal);
        Assert.Contains("90.0", rows[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_AreInTheAddress()
    {
        await FallAsync();
        Get<NavigationManager>().NavigateTo(Address);
        var page = Render<TrendsPage>();

        page.Find("select[aria-label=Measure]").Change("p95");
        Assert.EndsWith(Address + "&measure=p95", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("Latency p95 stayed within its noise over 12 runs", page.Find("figcaption h2").TextContent));

        page.Find("select[aria-label='What is followed']").Change("latest");
        page.WaitForAssertion(() => Assert.Contains("latest · gpt-4.1-mini", page.FindComponent<OpsChart>().Instance.Table.Rows[0]));
        Assert.Contains(page.FindAll(".oc-chip"), chip => chip.TextContent.Contains("latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chart_OfTooFewRuns_SaysHowManyAreNeeded()
    {
        var world = await WorldAsync();
        await world.RunAsync(new Night(0.9), new Night(0.2));
        Get<NavigationManager>().NavigateTo(Address);

        var page = Render<TrendsPage>();

        Assert.Equal("Pass rate over 2 runs: too few to tell a change from noise, 3 are needed", page.Find("figcaption h2").TextContent);
        Assert.Contains("Too few runs to tell a change from noise: at least 3 are needed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_OfABenchmarkThatIsNotThere_SaysSo()
    {
        Get<NavigationManager>().NavigateTo("/trends?benchmark=nowhere");

        Assert.Contains("There is no benchmark 'nowhere'.", Render<TrendsPage>().Find(".oc-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_OnAFirstVisit_TellsWhatMovedInAWeekAndLaterOnlyWhatIsNew()
    {
        await FallAsync();

        var first = Render<HomePage>();
        Assert.Contains("2 of 4 measures, in the last 7 days", first.Find("[aria-label='What moved'] .c").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 measures got worse", first.Find("h1").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(first.FindAll("[aria-label='What moved'] a"), link => link.TextContent == "dataset v2" && link.GetAttribute("href") == "/datasets/support-golden");

        Clock.Advance(TimeSpan.FromHours(3));
        var second = Render<HomePage>();
        Assert.Equal("Nothing moved beyond noise since Monday 08:42.", second.Find("[aria-label='What moved'] p").TextContent.Trim());
    }

    private async Task<TrendWorld> WorldAsync()
    {
        var world = new TrendWorld(Get<IDbContextFactory<OpsDbContext>>(), Now.UtcDateTime.AddDays(-12));
        await world.SeedAsync();
        return world;
    }

    private async Task FallAsync()
    {
        var world = await WorldAsync();
        await world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 9), .. Enumerable.Repeat(new Night(0.7) { Dataset = 2 }, 3)]);
    }

    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
        }
    }
}
