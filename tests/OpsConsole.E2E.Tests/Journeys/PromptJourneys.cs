using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed partial class PromptJourneys(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task Draft_WithAnErrorFirst_NamesItWhileTypingIsSavedByItselfAndCompared()
    {
        var page = await EnterAsync("tomas", "/prompts/search/summarise");
        await page.GetByLabel("More", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^New version") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("edit=1"));
        await page.SettledAsync();
        var number = int.Parse(Number().Match(await page.Title().InnerTextAsync()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var message = page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^Message 1") });
        var original = await message.InputValueAsync();
        await page.GetByLabel("Change note").FillAsync("One sentence less");

        await message.FillAsync("Sum it up.\n{% if short %}In one sentence.");
        await Expect(page.Locator(".oc-edit .why").First).ToHaveTextAsync(LineAndColumn());
        var submit = page.Button("Submit for review");
        await Expect(submit).ToBeDisabledAsync();
        await Expect(submit).ToHaveAccessibleDescriptionAsync(FirstError());

        await message.FillAsync("Be brief.\n" + original);
        await Expect(page.Link("Submit for review")).ToBeVisibleAsync();
        await Expect(page.Locator("form .status")).ToHaveTextAsync("Saved just now");
        await page.Link("Done").ClickAsync();
        await Expect(page.Title()).ToContainTextAsync($"v{number}");

        await page.Link("Compare two").ClickAsync();
        var changes = page.GetByRole(AriaRole.Group, new() { NameRegex = new Regex("^Changes:") }).First;
        await Expect(changes).ToContainTextAsync("+1");
        await Expect(changes.Locator(".add").First).ToContainTextAsync("Be brief.");
    }

    [Fact]
    public async Task Draft_TypedWhileTheServerIsAway_IsOfferedBackAfterAReload()
    {
        var cut = false;
        var page = await EnterAsync("tomas");
        await page.RouteWebSocketAsync(new Regex("_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(message =>
            {
                if (cut)
                    return;
                if (message.Binary is { } bytes)
                    server.Send(bytes);
                else
                    server.Send(message.Text!);
            });
        });
        await page.OpenAsync("/prompts/claims/triage?edit=1");
        var message = page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^Message 1") });
        var original = await message.InputValueAsync();

        // Nothing that is typed from here on reaches the server.
        cut = true;
        await message.PressSequentiallyAsync("Typed alone. ");
        cut = false;
        await page.ReloadAsync();
        await page.SettledAsync();
        await Expect(message).ToHaveValueAsync(original);
        await page.Button("Take them back").ClickAsync();

        await Expect(message).ToHaveValueAsync(new Regex("Typed alone\\. "));
        await Expect(page.Locator("form .status")).ToHaveTextAsync("Saved just now");
    }

    [Fact]
    public async Task Draft_OfTwoEditors_ShowsTheSecondOneBothTexts()
    {
        var first = await EnterAsync("tomas", "/prompts/support/answer?v=1&edit=1");
        var second = await EnterAsync("maya", "/prompts/support/answer?v=1&edit=1");
        await first.GetByLabel("Change note").FillAsync("Tomás was first");
        await first.Keyboard.PressAsync("Control+s");
        await Expect(first.Locator("form .status")).ToHaveTextAsync("Saved just now");

        await second.GetByLabel("Change note").FillAsync("Maya was second");
        await second.Keyboard.PressAsync("Control+s");
        await Expect(second.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Tomás Herrera saved this draft after you opened it");
        await second.Button("Keep mine as a new draft").ClickAsync();

        await Expect(second).ToHaveURLAsync(new Regex("edit=1"));
        await Expect(second.GetByLabel("Change note")).ToHaveValueAsync("Maya was second");
    }

    [GeneratedRegex(@"v(\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"Line \d+, column \d+:")]
    private static partial Regex LineAndColumn();

    [GeneratedRegex(@"^Off: 1 template error, line \d+ of the \w+ message")]
    private static partial Regex FirstError();
}
