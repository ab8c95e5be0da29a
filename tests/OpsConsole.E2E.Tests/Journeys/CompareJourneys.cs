using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed partial class CompareJourneys(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task Compare_FindAFlip_ReRunItAndSeeWhetherItHolds()
    {
        var page = await EnterAsync("tomas", $"/runs/{DemoConsole.FirstRun}");
        await page.DrawnAsync();
        await page.Locator("header .act").GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(CompareAddress());
        await Expect(page.Locator("[aria-label='Routing recommendation']")).ToContainTextAsync("Route to");
        await page.DrawnAsync();

        // The matrix opens on flips; j walks to the first one, which opens with both outputs.
        await Expect(page.Locator("nav[aria-label='Cases shown'] [aria-current=true]")).ToContainTextAsync("Flips");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("[aria-label='Cases by candidate'] tbody a.o").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var drawer = page.Locator(".oc-dr");
        await Expect(drawer.Locator("article")).ToHaveCountAsync(2);
        await Expect(drawer).ToContainTextAsync("1 of");

        await drawer.GetByRole(AriaRole.Button, new() { Name = "Re-run this case" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(RunAddress());
        await Expect(page.Locator("h1")).ToContainTextAsync("Completed", new() { Timeout = 60_000 });

        // The built-in methods answer the same each time, so the flip holds; both runs say so and lead to each other.
        await Expect(page.Locator(".oc-band")).ToContainTextAsync("1 of 1 flip holds");
        await page.Locator(".oc-band a").First.ClickAsync();
        await Expect(page.Locator("[aria-label='Runs that repeat some of these cases']").First).ToContainTextAsync("1 of 1 flip holds");
    }

    [Fact]
    public async Task Compare_SavedAsReport_IsDatedAndKept()
    {
        var page = await EnterAsync("tomas", $"/compare?runs={DemoConsole.FirstRun}&d=5");
        await page.Locator("[aria-label='Routing recommendation'] button", new() { HasText = "Save the recommendation" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(ReportAddress());
        await Expect(page.Locator("h1")).ToContainTextAsync("Route to");
        await page.OpenAsync("/reports");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Saved reports" })).ToContainTextAsync("Route to");
    }

    [GeneratedRegex(@"/compare\?runs=\d+")]
    private static partial Regex CompareAddress();

    [GeneratedRegex(@"/runs/RUN-\d{4}$")]
    private static partial Regex RunAddress();

    [GeneratedRegex(@"/reports/REP-\d{4}$")]
    private static partial Regex ReportAddress();
}
