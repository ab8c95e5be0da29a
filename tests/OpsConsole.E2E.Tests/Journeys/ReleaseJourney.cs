using Microsoft.Playwright;
using Xunit;

namespace OpsConsole.E2E.Tests.Journeys;

/// <summary>A console of its own: this journey moves what is live in production, and waits for the guardrails' job.</summary>
public sealed class ReleaseConsole : DemoConsole;

/// <summary>A version from its request to production, and back by itself: each person in a window of their own.</summary>
public sealed class ReleaseJourney(ReleaseConsole console) : Journey(console), IClassFixture<ReleaseConsole>
{
    private const string Request = "/reviews/REL-0002";

    /// <summary>Guardrails are checked each minute.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions AMinuteAndMore = new() { Timeout = 150_000 };

    [Fact]
    public async Task FromRequestToAutomaticRollback()
    {
        await Console.Api.WaitForReleaseAsync("REL-0002", "Requested");

        // The author asks for another one, which nothing proves yet.
        var author = await EnterAsync("tomas", "/reviews/new?prompt=claims/triage&version=2");
        await author.Button("Submit for review").ClickAsync();
        await Assertions.Expect(author.Title()).ToContainTextAsync("REL-0003");
        await Assertions.Expect(author.GetByText("No evidence is bound")).ToBeVisibleAsync();

        // He may not decide on his own, and is told why.
        await author.OpenAsync(Request);
        await Assertions.Expect(author.GetByText("You cannot decide: you wrote version 3.")).ToBeVisibleAsync();

        await ExceptAsync();
        await ApproveAsync("maya", "Approve as Product manager");
        await ApproveAsync("katrin", "Approve as Legal");

        var engineer = await EnterAsync("jonas", Request);
        await engineer.GetByLabel("Share of users in per cent").FillAsync("20");
        await engineer.Button("Start canary").ClickAsync();
        await Assertions.Expect(engineer.GetByText("Rolling 20 %")).ToBeVisibleAsync();

        // Version 3 fails one call in two, version 2 none: the console takes it back without anybody.
        await Console.Api.PushCallsAsync(version: 2, calls: 200, failing: 0);
        await Console.Api.PushCallsAsync(version: 3, calls: 200, failing: 100);
        await Assertions.Expect(engineer.Locator(".oc-ph").GetByText("Rolled back")).ToBeVisibleAsync(AMinuteAndMore);
        await Assertions.Expect(engineer.Locator(".vd")).ToContainTextAsync("50.0 %");
        await Assertions.Expect(engineer.GetByRole(AriaRole.Region, new() { Name = "History" })).ToContainTextAsync("release.rolled-back");
        var served = await Console.Api.GetAsync("/api/v1/prompts/support/answer?subject=somebody");
        Assert.Equal(2, served.GetProperty("version").GetInt32());
    }

    private async Task ExceptAsync()
    {
        var engineer = await EnterAsync("jonas", Request);
        await engineer.Link("Ask for an exception").ClickAsync();
        await engineer.GetByLabel("Why this version may pass nevertheless").FillAsync("Fourteen attacks are too few to be sure; two hundred more are being written.");
        await engineer.GetByLabel("Compensating controls").FillAsync("The canary stays at 20 % until they have run.");
        await engineer.Button("Ask for the exception").ClickAsync();
        await Assertions.Expect(engineer.Title()).ToContainTextAsync("EXC-0002");

        var security = await EnterAsync("ines", "/exceptions/EXC-0002");
        await security.GetByRole(AriaRole.Textbox).Last.FillAsync("Accepted for this version only.");
        await security.GetByRole(AriaRole.Button, new() { Name = "Approve" }).First.ClickAsync();
        await security.OpenAsync(Request);
        await Assertions.Expect(security.Locator(".vd")).ToContainTextAsync("Inconclusive, excepted");
    }

    private async Task ApproveAsync(string persona, string button)
    {
        var page = await EnterAsync(persona, Request);
        await Assertions.Expect(page.Button(button)).ToBeDisabledAsync();
        await page.GetByLabel("Comment, required from tier T3 up").FillAsync("Read case by case; fine for a canary.");
        await page.Button(button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Decisions" })).ToContainTextAsync("“Read case by case; fine for a canary.”");
    }
}
