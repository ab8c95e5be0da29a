using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class ProviderJourneys(DemoConsole console) : Journey(console)
{
    [Theory]
    [InlineData("openai", "The connection does not work", "OPENAI_API_KEY")]
    [InlineData("builtin", "The connection works", "Took")]
    public async Task TestConnection_TellsWhetherItWorksAndWhy(string provider, string result, string reason)
    {
        var page = await EnterAsync("jonas", $"/providers/{provider}");
        await page.Button("Test connection").ClickAsync();

        await Expect(page.Locator(".result")).ToContainTextAsync(result);
        await Expect(page.Locator(".result")).ToContainTextAsync(reason);
    }
}
