using Bunit;
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
