using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class PlaygroundJourney(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task TwoBaselines_AskedBlindAndVotedOn_StandInTheTable()
    {
        var page = await EnterAsync("tomas", "/prompts/support/answer?v=2");
        await page.GetByLabel("More", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Try in playground") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/playground\\?prompt=support"));
        await page.SettledAsync();

        await page.GetByLabel("Model 1", new() { Exact = true }).SelectOptionAsync("builtin/extractive");
        await page.GetByLabel("Model 2", new() { Exact = true }).SelectOptionAsync("builtin/lead");
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Blind") }).CheckAsync();
        await page.Button("Ask 2 models").ClickAsync();

        await Expect(page.Title()).ToHaveTextAsync("2 answers without a name");
        var answers = page.GetByRole(AriaRole.Article);
        await Expect(answers).ToHaveCountAsync(2);
        await Expect(answers.Nth(0)).ToContainTextAsync("Answer A");
        await Expect(answers.Nth(0).Locator("dl")).ToHaveCountAsync(0);
        await Expect(answers.Filter(new() { HasText = "€500" })).Not.ToHaveCountAsync(0);

        await page.Button("Answer A is best").ClickAsync();

        await Expect(page.Title()).ToContainTextAsync("answered best");
        await Expect(answers.Nth(0)).ToContainTextAsync("baseline");
        var table = page.GetByRole(AriaRole.Table, new() { Name = "Models by blind votes" });
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Your trials" })).ToContainTextAsync("blind, voted");
    }

    [Fact]
    public async Task Trend_OfTheDemo_NamesTheRunAndTheVersionThatMadeTheDifference()
    {
        var page = await EnterAsync("maya", "/trends?benchmark=claims-nightly");

        // The demo's own runs may still be under way: the page reads again by itself.
        var changes = page.GetByRole(AriaRole.Table, new() { Name = "Changes beyond noise" });
        await Expect(changes).ToContainTextAsync("claims/triage v2", new() { Timeout = 60_000 });
        await Expect(changes).ToContainTextAsync("better");
        await page.DrawnAsync();
        await page.Button("Table").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("view=table"));
        await Expect(page.Locator("figure tbody tr")).ToHaveCountAsync(6, new() { Timeout = 60_000 });
    }
}
