using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed partial class BenchmarkJourneys(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task RunBenchmark_FromTheListToItsComparison()
    {
        var page = await EnterAsync("tomas", "/benchmarks");
        await page.Link("Claims triage, few and many examples").ClickAsync();
        await page.Button("Run benchmark").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("96 calls will be made. It stops before it spends more than $1.00.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run benchmark" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(RunAddress());

        // Live first, then by itself the comparison.
        await Expect(page.Locator("h1")).ToContainTextAsync("Completed", new() { Timeout = 60_000 });
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Comparison by candidate" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Nth(0)).ToContainTextAsync("baseline");
        await Expect(rows.Nth(1)).ToContainTextAsync("better");
        await Expect(rows.Nth(1)).ToContainTextAsync(RateWithInterval());
        await Expect(page.Locator(".answer")).ToContainTextAsync(VerdictInWords());
    }

    [Fact]
    public async Task Comparison_OpenACase_ShowsTheWordsThatDifferAndWhyAndTheAddressKeepsIt()
    {
        var page = await EnterAsync("jonas", $"/runs/{DemoConsole.FirstRun}");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Cases shown" }).GetByRole(AriaRole.Link, new() { Name = "Differing" }).ClickAsync();
        await page.Locator("tbody tr").Filter(new() { HasText = "C-0002" }).Locator("a.cell[href*='mode=differing']").Nth(1).ClickAsync();

        await AssertShowsTheCaseAsync(page);
        var elsewhere = await EnterAsync("lena", new Uri(page.Url).PathAndQuery);
        await AssertShowsTheCaseAsync(elsewhere);
        await Expect(elsewhere.Locator("nav[aria-label='Cases shown'] [aria-current=true]")).ToContainTextAsync("Differing");
    }

    [Theory]
    [InlineData("Results as CSV", "case,candidate,")]
    [InlineData("Results as NDJSON", "{\"case\":")]
    public async Task Comparison_Exported_HoldsEveryResult(string kind, string start)
    {
        var page = await EnterAsync("lena", $"/runs/{DemoConsole.FirstRun}");
        await page.Locator("summary", new() { HasText = "Export" }).ClickAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator(".pop a", new() { HasText = kind }).ClickAsync());

        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.StartsWith(start, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromptVersionOfACandidate_Opened_IsThatVersionAndNotTheNewest()
    {
        var page = await EnterAsync("lena", "/benchmarks/support-baseline");
        await page.Link("support/answer v1").ClickAsync();

        await Expect(page.Title()).ToContainTextAsync("v1");
        await page.OpenAsync($"/runs/{DemoConsole.FirstRun}");
        await page.Link("support/answer v2").First.ClickAsync();
        await Expect(page.Title()).ToContainTextAsync("v2");
    }

    [Fact]
    public async Task RunBenchmark_ByTwoPeopleAtOnce_IsOneRunAndTheOtherIsTold()
    {
        var before = (await Console.Api.RunsAsync("support-baseline")).Count;
        var one = await EnterAsync("tomas", "/benchmarks/support-baseline");
        var other = await EnterAsync("jonas", "/benchmarks/support-baseline");
        foreach (var page in new[] { one, other })
            await page.Button("Run benchmark").ClickAsync();
        await Task.WhenAll(new[] { one, other }.Select(page => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run benchmark" }).ClickAsync()));

        var refusals = one.GetByRole(AriaRole.Alert).Or(one.Locator("h1 .key"));
        await Expect(refusals.First).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Alert).Or(other.Locator("h1 .key")).First).ToBeVisibleAsync();
        var told = await Task.WhenAll(one.GetByRole(AriaRole.Alert).AllInnerTextsAsync(), other.GetByRole(AriaRole.Alert).AllInnerTextsAsync());
        Assert.Matches(AlreadyActive(), Assert.Single(told.SelectMany(texts => texts)));
        var runs = await Console.Api.RunsAsync("support-baseline");
        Assert.Equal(before + 1, runs.Count);
        await Console.Api.WaitAsync(runs[0].GetProperty("id").GetString()!, ConsoleApi.HasEnded);
    }

    private static async Task AssertShowsTheCaseAsync(IPage page)
    {
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "C-0002" });
        await Expect(drawer.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await Expect(drawer.Locator("article ins, article del").First).ToBeVisibleAsync();
        await Expect(drawer.Locator("li", new() { HasText = "icontains-any" }).Filter(new() { Has = page.GetByRole(AriaRole.Img, new() { Name = "fails" }) }).Locator(".why")).Not.ToBeEmptyAsync();
    }

    [GeneratedRegex(@"/runs/RUN-\d{4}$")]
    private static partial Regex RunAddress();

    [GeneratedRegex(@"\d+\.\d %\s*\d+\.\d to \d+\.\d")]
    private static partial Regex RateWithInterval();

    [GeneratedRegex(@"better by \d+\.\d points \(\d+\.\d to \d+\.\d\), 48 cases")]
    private static partial Regex VerdictInWords();

    [GeneratedRegex(@"RUN-\d{4} of this benchmark is (queued|running), started by (Tomás Herrera|Jonas Weber)")]
    private static partial Regex AlreadyActive();
}
