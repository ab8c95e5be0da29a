using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class LabelJourney(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task LabelTenCases_ByKeyboardAlone()
    {
        var key = await StartAsync("Ten by keyboard", items: 10);
        var page = await EnterAsync("jonas", $"/labels/{key}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 1 of 10" })).ToBeVisibleAsync();

        // The candidate's name and what the assertions said would lead the eye.
        await Expect(page.Locator("main")).Not.ToContainTextAsync("gpt");
        await Expect(page.Locator("main article")).Not.ToContainTextAsync("Candidate");

        // Nothing said yet: it asks, and stays.
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".say [role=status]")).ToContainTextAsync("Say pass or fail");

        await page.Keyboard.PressAsync("p");
        await page.Keyboard.PressAsync("4");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("good, if a bit long");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 2 of 10" })).ToBeVisibleAsync();

        // Skipped, the second comes last.
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 3 of 10" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("f");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 4 of 10" })).ToBeVisibleAsync();

        // Back to the third, and a second thought.
        await page.Keyboard.PressAsync("b");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 3 of 10" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Fail" })).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("p");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 4 of 10" })).ToBeVisibleAsync();

        // The rest without waiting for the server between the keys.
        for (var left = 0; left < 8; left++)
        {
            await page.Keyboard.PressAsync("5");
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Title()).ToContainTextAsync("Done");
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Labelled items" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(10);
        await Expect(rows.Nth(0)).ToContainTextAsync("Pass, 4, “good, if a bit long”");
        await Expect(rows.Nth(1)).ToContainTextAsync(": 5");
        await Expect(rows.Nth(2)).ToContainTextAsync(": Pass");
    }

    [Fact]
    public async Task TwoReviewers_BlindToEachOther_SeeTheirAgreementAtTheEnd()
    {
        var key = await StartAsync("Two of each", items: 2, reviewers: "2");
        var one = await EnterAsync("jonas", $"/labels/{key}");
        var other = await EnterAsync("tomas", $"/labels/{key}");
        foreach (var page in new[] { one, other })
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 1 of 2" })).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("p");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Item 2 of 2" })).ToBeVisibleAsync();
            await page.Keyboard.PressAsync(page == one ? "p" : "f");
            await page.Keyboard.PressAsync("Enter");
            if (page == one)
                await Expect(page.Locator("main")).ToContainTextAsync("You have labelled all that you can: 2 of 2");
        }

        await Expect(one.Title()).ToContainTextAsync("Done");
        await Expect(one.GetByRole(AriaRole.Table, new() { Name = "Agreement between people" })).ToContainTextAsync("50.0 %");
    }

    private async Task<string> StartAsync(string name, int items, string reviewers = "1")
    {
        var page = await EnterAsync("tomas", $"/runs/{DemoConsole.FirstRun}");
        // A chart that is left before it is drawn makes its library complain.
        await page.DrawnAsync();
        await page.Link("Label a sample").ClickAsync();
        await page.SettledAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("How many, drawn at random").FillAsync($"{items}");
        await page.GetByLabel("Reviewers of each item").SelectOptionAsync(new SelectOptionValue { Label = reviewers });
        await page.Button("Start queue").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/labels/LBL-"));
        var key = new Uri(page.Url).Segments[^1];
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Item 1 of {items}" })).ToBeVisibleAsync();

        // Leaving gives the item back that was shown.
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Review queues" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Review queues" })).ToContainTextAsync(name);
        return key;
    }
}
