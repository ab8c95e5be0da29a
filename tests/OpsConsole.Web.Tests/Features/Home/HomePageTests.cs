using Bunit;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Web.Features.Home;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Home;

public sealed class HomePageTests : RunPageTest
{
    [Fact]
    public void Home_OfAnEmptyWorkspace_SaysSoAndOffersTheFirstSteps()
    {
        var page = Render<HomePage>();

        Assert.Equal("An empty workspace: start with an AI system", page.Find("h1").TextContent.Trim());
        Assert.Equal(["/systems/new", "/providers/new"], page.FindAll("ol li a").Select(step => step.GetAttribute("href")));
    }

    [Fact]
    public async Task Home_WithRuns_AnswersWhatRunsAndWhatCameOut()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await PlanAsync();

        var page = Render<HomePage>();

        Assert.StartsWith("1 run waiting; ", page.Find("h1").TextContent.Trim(), StringComparison.Ordinal);
        var rows = page.FindAll("[aria-label='Latest benchmark runs'] tbody tr");
        Assert.Contains("not yet", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("worse by 25.0 points", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WithAQueueThatTheReaderHasNotDone_OffersToLabel()
    {
        await SeedAsync();
        var run = await PlanAsync();
        await ExecuteAsync(run);
        var key = await OkAsync(Get<CreateLabelQueue>().HandleAsync(new(run, "Tone", "polite", 1, new LabelSelection(Sample: 3)), Actor, None));
        await OkAsync(Get<GiveLabel>().HandleAsync(new(key, 1, true, null, null), Actor, None));

        var step = Render<HomePage>().FindAll("ol li").Single(row => row.TextContent.Contains("Label", StringComparison.Ordinal));
        Assert.Contains($"Label 2 answers of RUN-{run:0000}", step.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tone: 1 of 3 labels are given.", step.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/labels/{key}", step.QuerySelector("a")!.GetAttribute("href"));

        foreach (var number in new[] { 2, 3 })
            await OkAsync(Get<GiveLabel>().HandleAsync(new(key, number, true, null, null), Actor, None));
        Assert.DoesNotContain("labels are given", Render<HomePage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_OnceARunEnds_ChangesByItself()
    {
        await SeedAsync();
        var run = await PlanAsync();
        var page = Render<HomePage>();
        Assert.StartsWith("1 run waiting", page.Find("h1").TextContent.Trim(), StringComparison.Ordinal);

        await ExecuteAsync(run);
        Clock.Advance(TimeSpan.FromSeconds(5));

        page.WaitForAssertion(() => Assert.Equal("RUN-0001 completed", page.Find("h1").TextContent.Trim()), TimeSpan.FromSeconds(10));
    }
}
