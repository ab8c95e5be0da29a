using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed partial class PromptJourneys(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task NewVersion_WithAnErrorFirst_NamesItWhileTypingAndTheCorrectedOneIsSavedAndCompared()
    {
        var page = await EnterAsync("tomas", "/prompts/search/summarise");
        var latest = int.Parse(Number().Match(await page.Title().InnerTextAsync()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await page.Link("New version").ClickAsync();
        var message = page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^Message 1") });
        var original = await message.InputValueAsync();
        await page.GetByLabel("Change note").FillAsync("One sentence less");

        await message.FillAsync("Sum it up.\n{% if short %}In one sentence.");
        await Expect(page.Locator(".oc-edit .why").First).ToHaveTextAsync(LineAndColumn());
        var save = page.Button($"Save version {latest + 1}");
        await Expect(save).ToBeDisabledAsync();
        await Expect(save).ToHaveAccessibleDescriptionAsync(FirstError());

        await message.FillAsync("Be brief.\n" + original);
        await Expect(save).ToBeEnabledAsync();
        await save.ClickAsync();
        await Expect(page).ToHaveURLAsync(At($"/prompts/search/summarise?v={latest + 1}"));
        await Expect(page.Title()).ToContainTextAsync($"v{latest + 1}");

        await page.Link("Compare two").ClickAsync();
        var changes = page.GetByRole(AriaRole.Group, new() { NameRegex = new Regex("^Changes:") }).First;
        await Expect(changes).ToContainTextAsync("+1");
        await Expect(changes.Locator(".add").First).ToContainTextAsync("Be brief.");
    }

    [GeneratedRegex(@"v(\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"Line \d+, column \d+:")]
    private static partial Regex LineAndColumn();

    [GeneratedRegex(@"^Off: \d+ errors?, first ")]
    private static partial Regex FirstError();
}
