using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Features.Labels;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Labels;

public sealed class LabelPagesTests : RunPageTest
{
    [Fact]
    public async Task New_OverARun_StartsAQueueAndOpensIt()
    {
        var run = await RunAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/labels/new?run={Run.KeyOf(run)}");
        var page = Render<NewLabelQueuePage>();

        Type(page, "How many, drawn at random", "5");
        Choose(page, "Results", "Failures");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/labels/LBL-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var queue = (await Get<GetLabelQueue>().HandleAsync("LBL-0001", Actor, None)).Value;
        Assert.Equal("5 of 10 failures, seed 1", queue.Selection);
    }

    [Fact]
    public async Task New_WithFiguresThatAreNone_ExplainsEachAndKeepsWhatWasTyped()
    {
        var run = await RunAsync();
        Get<NavigationManager>().NavigateTo($"/labels/new?run={Run.KeyOf(run)}");
        var page = Render<NewLabelQueuePage>();

        Type(page, "How many, drawn at random", "many");
        Type(page, "Seed", "x");
        await page.Find("form").SubmitAsync();

        Assert.Contains("must be a whole number, this is 'many'", Field(page, "How many, drawn at random").TextContent, StringComparison.Ordinal);
        Assert.Contains("must be a whole number, this is 'x'", Field(page, "Seed").TextContent, StringComparison.Ordinal);
        Assert.Equal("many", Input(page, "How many, drawn at random").GetAttribute("value"));
    }

    [Fact]
    public async Task Queue_Open_ShowsTheItemAndNeitherCandidateNorVerdict()
    {
        var page = Open(await QueueAsync(items: 2));

        Assert.Contains("Item 1 of 2", page.Find(".item h2").TextContent, StringComparison.Ordinal);
        var shown = page.Find(".desk").TextContent;
        Assert.DoesNotContain("v1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("v2", shown, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".desk .oc-v"));
        Assert.Equal(["p", "f", "1", "2", "3", "4", "5", "c", "Enter", "s", "b"], page.FindAll("[data-key]").Select(element => element.GetAttribute("data-key")!));
    }

    [Fact]
    public async Task Queue_SavedWithoutAVerdict_AsksAndStays()
    {
        var page = Open(await QueueAsync(items: 2));

        await page.Find(".say").SubmitAsync();

        Assert.Contains("Say pass or fail", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Item 1 of 2", page.Find(".item h2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_LabelledToItsEnd_ShowsWhatWasSaid()
    {
        var page = Open(await QueueAsync(items: 2));

        page.Find("[data-key=p]").Click();
        await page.Find(".say").SubmitAsync();
        Assert.Contains("Item 2 of 2", page.Find(".item h2").TextContent, StringComparison.Ordinal);
        page.Find("[data-key='2']").Click();
        await page.Find(".say").SubmitAsync();

        Assert.Equal(2, page.FindAll("table[aria-label='Labelled items'] tbody tr").Count);
        Assert.Contains("Maya Lindqvist: Pass", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Maya Lindqvist: 2", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Done", page.Find("h1").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_ForAViewer_SaysWhoLabelsAndTakesNothing()
    {
        var key = await QueueAsync(items: 2);
        SignIn(Role.Viewer);
        var page = Open(key);

        Assert.Contains("labels are given by", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-key]"));
    }

    [Fact]
    public async Task List_WithAQueue_SaysHowFarItIs()
    {
        await QueueAsync(items: 4);
        var page = Render<LabelQueuesPage>();

        Assert.Equal("1 review queue is open", page.Find("h1").TextContent.Trim());
        Assert.Contains("0 of 4", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<LabelQueuePage> Open(string key) => Render<LabelQueuePage>(parameters => parameters.Add(page => page.Key, key));

    private async Task<string> QueueAsync(int items) => await OkAsync(Get<CreateLabelQueue>().HandleAsync(new(await RunAsync(), "Tone", "5 is best", 1, new(Sample: items)), Actor, None));

    private async Task<int> RunAsync()
    {
        await SeedAsync();
        var run = await PlanAsync();
        await ExecuteAsync(run);
        return run;
    }
}
