using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace OpsConsole.E2E.Tests;

/// <summary>Every page by axe, and at the width of a phone. One class a theme, so that the two run side by side.</summary>
public abstract class AccessibilityTests(DemoConsole console, ColorScheme theme) : Journey(console)
{
    public static TheoryData<string> Pages =>
    [
        "/", "/systems", "/systems/support-assistant", "/systems/new", "/systems/support-assistant/edit",
        "/prompts", "/prompts/support/answer", "/prompts/support/answer?tab=diff&against=1", "/prompts/claims/triage?edit=1&tab=model", "/prompts/claims/triage?edit=1&tab=tools", "/prompts/support/answer?tab=history", "/prompts/new/import", "/prompts/claims/triage?edit=1", "/prompts/new",
        "/datasets", "/datasets/support-golden", "/datasets/support-golden?case=C-0001", "/datasets/new",
        "/providers", "/providers/openai", "/providers/openai/edit", "/providers/new",
        "/benchmarks", "/benchmarks/support-baseline", "/benchmarks/support-baseline/edit", "/benchmarks/new",
        "/trends", "/trends?benchmark=claims-nightly", "/playground", "/playground?prompt=support/answer&v=2",
        "/labels", "/labels/new?run=RUN-0001", "/judges", "/judges/new", "/judges/support-facts",
        "/runs", "/runs/import", "/runs/RUN-0001", "/runs/RUN-0001?case=C-0002", "/dev/controls",
        "/compare", "/compare?runs=1", "/compare?runs=1&measure=score&quality=table", "/compare?runs=1&case=C-0002", "/compare?runs=1&pick=1", "/compare?runs=999", "/reports",
        "/reviews", "/reviews?show=others", "/reviews?show=rollout", "/reviews?show=all", "/reviews/new?prompt=support/answer&version=3",
        "/notifications", "/audit", "/settings", "/settings/people", "/settings/webhooks", "/settings/webhooks/new",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNoSeriousFindingAndFitsAPhone(string path)
    {
        var page = await EnterAsync("oskar", path, theme);
        if (new[] { "/runs/", "/trends?", "/compare?" }.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
            await page.DrawnAsync(some: false);

        await AssertAccessibleAsync(page);
        await AssertFitsAPhoneAsync(page);
    }

    [Fact]
    public async Task SignIn_HasNoSeriousFindingAndFitsAPhone()
    {
        var page = await EnterAsync(null, theme);
        await page.GotoAsync("/account/sign-in");

        await AssertAccessibleAsync(page);
        await AssertFitsAPhoneAsync(page);
    }

    [Fact]
    public async Task ImportPreview_HasNoSeriousFindingAndFitsAPhone()
    {
        var page = await EnterAsync("oskar", "/datasets/support-golden/import", theme);
        await (await page.FileFieldAsync()).SetInputFilesAsync(new FilePayload { Name = "cases.csv", MimeType = "text/csv", Buffer = "id,question\nA-1,Why?\nA-1,How?\n"u8.ToArray() });
        await page.GetByRole(AriaRole.Table, new() { Name = "Faults" }).WaitForAsync();

        await AssertAccessibleAsync(page);
        await AssertFitsAPhoneAsync(page);
    }

    [Fact]
    public async Task ResultsPreview_HasNoSeriousFindingAndFitsAPhone()
    {
        var page = await EnterAsync("oskar", "/runs/import", theme);
        await page.GetByLabel("System").SelectOptionAsync("Broker search");
        await (await page.FileFieldAsync("#import-results")).SetInputFilesAsync(new FilePayload
        {
            Name = "out.json",
            MimeType = "application/json",
            Buffer = "{\"results\":{\"version\":3,\"results\":[{\"provider\":\"openai:x\",\"success\":true,\"score\":7}]}}"u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Table, new() { Name = "What cannot be read" }).WaitForAsync();

        await AssertAccessibleAsync(page);
        await AssertFitsAPhoneAsync(page);
    }

    [Fact]
    public async Task SavedReport_HasNoSeriousFindingAndFitsAPhone()
    {
        var page = await EnterAsync("oskar", "/compare?runs=1", theme);
        await page.Locator("[aria-label='Routing recommendation'] button", new() { HasText = "Save the recommendation" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/reports/REP-", StringComparison.Ordinal));
        await page.SettledAsync();

        await AssertAccessibleAsync(page);
        await AssertFitsAPhoneAsync(page);
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        var findings = result.Violations.Where(finding => finding.Impact is "serious" or "critical")
            .Select(finding => $"{finding.Impact} {finding.Id}: {finding.Help}\n  {string.Join("\n  ", finding.Nodes.Take(5).Select(node => node.Html))}");
        Assert.Empty(findings);
    }

    private static async Task AssertFitsAPhoneAsync(IPage page)
    {
        await page.SetViewportSizeAsync(390, 844);
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }
}

public sealed class AccessibilityInLight(DemoConsole console) : AccessibilityTests(console, ColorScheme.Light);

public sealed class AccessibilityInDark(DemoConsole console) : AccessibilityTests(console, ColorScheme.Dark);
