using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class SignInJourneys(DemoConsole console) : Journey(console)
{
    [Theory]
    [InlineData("maya", "Maya Lindqvist", "Product manager, Engineer", true)]
    [InlineData("jonas", "Jonas Weber", "Engineer", true)]
    [InlineData("amara", "Amara Osei", "Product manager", false)]
    [InlineData("tomas", "Tomás Herrera", "Author", false)]
    [InlineData("ines", "Inês Duarte", "Security", false)]
    [InlineData("katrin", "Katrin Vogel", "Legal", false)]
    [InlineData("samuel", "Samuel Achterberg", "Risk manager", false)]
    [InlineData("priya", "Priya Raman", "Auditor", false)]
    [InlineData("noah", "Noah Fischer", "Admin", true)]
    [InlineData("lena", "Lena Sato", "Viewer", false)]
    [InlineData("elif", "Elif Demir", "Security, Risk manager", false)]
    [InlineData("oskar", "Oskar Nyberg", "Engineer, Admin", true)]
    public async Task SignIn_AsPersona_OpensHomeWithWhatTheRolesMayOpen(string persona, string name, string roles, bool jobs)
    {
        var page = await EnterAsync(persona: null);
        await page.GotoAsync("/account/sign-in");
        await page.Locator($"button[value={persona}]").ClickAsync();
        await page.SettledAsync();

        await Expect(page.Locator(".oc-me .who")).ToHaveTextAsync(name + roles);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Benchmark runs" }).First).ToBeVisibleAsync();
        string[] everybody = ["Home", "Prompts", "Playground", "Datasets", "Benchmarks", "Runs", "Compare", "Trends", "Review queues", "Judges", "Systems", "Providers"];
        string[] governing = ["Reviews", "Incidents", "Exceptions", "Audit", "Settings"];

        // The first line is the word; a count of what waits may follow.
        var words = (await page.Locator("#nav a[data-go], #nav a[href='/hangfire']").AllInnerTextsAsync()).Select(text => text.Split('\n')[0]);
        Assert.Equal([.. everybody, .. jobs ? ["Jobs"] : Array.Empty<string>(), .. governing], words);
    }

    [Fact]
    public async Task RunBenchmark_AsViewer_IsOffAndSaysWhoMay()
    {
        var page = await EnterAsync("lena", "/benchmarks/claims-triage");

        await Expect(page.Button("Run benchmark")).ToBeDisabledAsync();
        await Expect(page.Button("Run benchmark")).ToHaveAccessibleDescriptionAsync("Off: only for Author, Product manager, Engineer");
        await page.GotoAsync("/benchmarks/claims-triage/edit");
        await Expect(page.Title()).ToContainTextAsync("not open to your roles");
    }

    [Fact]
    public async Task Page_WithoutASession_ComesAfterSigningIn()
    {
        var page = await EnterAsync(persona: null);
        await page.GotoAsync($"/runs/{DemoConsole.FirstRun}?mode=failures");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/sign-in\\?returnUrl="));
        await page.Locator("button[value=lena]").ClickAsync();
        await page.SettledAsync();
        Assert.Equal($"/runs/{DemoConsole.FirstRun}?mode=failures", new Uri(page.Url).PathAndQuery);

        await page.Locator(".oc-me summary").ClickAsync();
        await page.Button("Sign out").ClickAsync();
        await Expect(page.Title()).ToHaveTextAsync("Sign in");
        await page.GotoAsync("/runs");
        await Expect(page.Title()).ToHaveTextAsync("Sign in");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ReturnToAnotherHost_StaysHere(string asked)
    {
        var page = await EnterAsync(persona: null);
        await page.GotoAsync("/account/sign-in?returnUrl=" + Uri.EscapeDataString(asked));
        await page.Locator("button[value=lena]").ClickAsync();
        await page.SettledAsync();

        Assert.Equal(new Uri(Console.Address, "/"), new Uri(page.Url));
    }
}
