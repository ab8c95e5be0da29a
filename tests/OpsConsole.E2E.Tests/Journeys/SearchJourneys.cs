using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class SearchJourneys(DemoConsole console) : Journey(console)
{
    [Theory]
    [InlineData("RUN-0001", "RUN-0001", "/runs/RUN-0001")]
    [InlineData("policy clauses", "support/answer", "/prompts/support/answer")]
    [InlineData("claims-triage-golden", "claims-triage-golden", "/datasets/claims-triage-golden")]
    public async Task Search_ByKeyOrName_OpensTheObject(string typed, string key, string path)
    {
        var page = await EnterAsync("lena", "/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search by key or name" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox).FillAsync(typed);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = key }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(At(path));
        await Expect(page.Title()).ToContainTextAsync(key);
    }

    [Fact]
    public async Task Search_ForWhatIsNotThere_SaysSo()
    {
        var page = await EnterAsync("lena", "/");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("no such thing");

        await Expect(page.Locator(".oc-hits-note")).ToHaveTextAsync("Nothing has “no such thing” in its key or name.");
    }
}
