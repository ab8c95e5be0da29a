using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Benchmarks;
using OpsConsole.Web.Features.Systems;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Benchmarks;

public sealed class BenchmarkPagesTests : RunPageTest
{
    [Theory]
    [InlineData("15 2 * * *", "every day at 02:15")]
    [InlineData("0 6 * * 1-5", "Monday to Friday at 06:00")]
    [InlineData("30 7 * * 1", "every Monday at 07:30")]
    [InlineData("0 0 1 * *", "on day 1 of each month at 00:00")]
    [InlineData("*/15 * * * *", "every 15 minutes")]
    [InlineData("0 2 * 1 *", "cron 0 2 * 1 *")]
    public void CronWords_OfAUsualSchedule_SayWhenItFires(string cron, string words) => Assert.Equal(words, CronWords.Of(cron));

    [Fact]
    public async Task List_WithASchedule_SaysItInWordsWithTheNextFiring()
    {
        await SeedAsync(cron: "15 2 * * *");

        var page = Render<BenchmarksPage>();

        Assert.Equal("1 benchmark, 1 on a schedule", page.Find("h1").TextContent.Trim());
        Assert.Contains("every day at 02:15, UTC", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("in 18 h", page.Find("tbody tr time").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_OfItsSystem_SaysTheScheduleInTheSameWords()
    {
        await SeedAsync(cron: "15 2 * * *");

        var page = Render<SystemPage>(parameters => parameters.Add(shown => shown.Key, "support"));

        Assert.Contains("every day at 02:15, UTC", page.Find("[aria-label=Benchmarks] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhileARunIsActive_TurnsTheButtonOffAndLinksTheRun()
    {
        await SeedAsync();
        await PlanAsync();

        var page = Render<BenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark));

        Assert.Contains("RUN-0001 is queued", page.Find("header .oc-off").TextContent, StringComparison.Ordinal);
        Assert.Equal("/runs/RUN-0001", page.Find("header .act > a").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_PastRuns_ArePinnedAndUnpinnedThere()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await ExecuteAsync(await PlanAsync());
        var page = Render<BenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark));
        Assert.Empty(page.FindAll("[aria-label='Pinned baseline run']"));

        await RowOf(page, "RUN-0001").QuerySelector("button")!.ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("/runs/RUN-0001", page.Find("[aria-label='Pinned baseline run'] a").GetAttribute("href")));
        Assert.Equal("pinned", RowOf(page, "RUN-0001").LastElementChild!.TextContent.Trim());
        Assert.Equal("Pin as baseline run RUN-0002", RowOf(page, "RUN-0002").QuerySelector("button")!.TextContent);

        await page.Find("[aria-label='Pinned baseline run'] button").ClickAsync(new());
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label='Pinned baseline run']")));
        Assert.Null((await Get<GetBenchmark>().HandleAsync(Benchmark, Actor, None)).Value.Pinned);
    }

    [Fact]
    public async Task Page_OpenRun_CannotBePinned()
    {
        await SeedAsync();
        await PlanAsync();

        Assert.Null(RowOf(Render<BenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark)), "RUN-0001").QuerySelector("button"));
    }

    private static AngleSharp.Dom.IElement RowOf(IRenderedComponent<BenchmarkPage> page, string run) =>
        page.FindAll("[aria-label='Latest runs of this benchmark'] tbody tr").Single(row => row.TextContent.Contains(run, StringComparison.Ordinal));

    [Fact]
    public async Task New_WithAWrongAssertion_NamesTheFaultWhileItIsTyped()
    {
        await SeedAsync();
        var page = Render<NewBenchmarkPage>();

        Type(page, "Assertions on every case, as YAML or JSON", "- type: contians\n  value: x");

        Assert.Contains("did you mean “contains”", page.Find("p.why.t-fail").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_WithASchedule_ShowsItsNextFiveFirings()
    {
        await SeedAsync();
        var page = Render<NewBenchmarkPage>();

        Type(page, "Cron", "15 2 * * *");

        Assert.Equal(5, page.FindAll("ol li.num").Count);
        Assert.StartsWith("Tue 24 Nov 2026, 02:15", page.Find("ol li.num").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_Filled_DefinesTheBenchmarkAndOpensIt()
    {
        await SeedAsync();
        var page = Render<NewBenchmarkPage>();
        Type(page, "Key", "second");
        Type(page, "Name", "Second look");
        page.Find("select[aria-label='Model of candidate 1']").Change("1");
        Type(page, "Spend cap for a run, US dollars", "2.50");

        page.Find("form").Submit();

        Assert.EndsWith("/benchmarks/second", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var stored = await OkAsync(Get<GetBenchmark>().HandleAsync("second", Actor, None));
        Assert.Equal(Money.FromDollars(2.5m), stored.SpendCap);
        Assert.Equal("v2 · echo", Assert.Single(stored.Candidates).Name);
    }

    [Fact]
    public async Task Edit_WithMoreParameters_KeepsThemAndShowsThemAgain()
    {
        await SeedAsync();
        var page = Render<EditBenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark));
        page.Find("button[aria-label='More parameters of candidate 1']").Click();
        Type(page, "Top P", "0.9");
        Type(page, "Seed", "42");
        Type(page, "Stop texts", "END\n###");

        page.Find("form").Submit();

        var stored = (await OkAsync(Get<GetBenchmark>().HandleAsync(Benchmark, Actor, None))).Candidates[0].Parameters;
        Assert.Equal((0.9, 42L), (stored.TopP, stored.Seed));
        Assert.Equal(["END", "###"], stored.Stop!);
        var again = Render<EditBenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark));
        Assert.Equal("true", again.Find("button[aria-label='More parameters of candidate 1']").GetAttribute("aria-expanded"));
        Assert.Equal("false", again.Find("button[aria-label='More parameters of candidate 2']").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task New_WithoutAWish_StartsWithASystemThatHasSomethingToCompare()
    {
        await SeedAsync();
        await OkAsync(Get<CreateSystem>().HandleAsync(new("a-bare-one", new SystemFacts { Name = "Bare" }), Actor, None));

        var page = Render<NewBenchmarkPage>();

        Assert.Equal("Support", page.Find("form select option[selected]").TextContent);
    }
}
