using Bunit;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class ReleaseViewTests : ReleasePageTest
{
    [Fact]
    public async Task Release_Requested_SaysVerdictWhoIsMissingAndWhyStartIsOff()
    {
        await using var world = await WorldAsync(3, Role.ProductManager);
        await world.GoLiveAsync();
        var page = Open(await world.RequestAsync());

        Assert.StartsWith("REL-0002support/answer v2 to production", Words(page.Find("h1").TextContent), StringComparison.Ordinal);
        Assert.Contains("v2 against the live v1", page.Find(".vd").TextContent, StringComparison.Ordinal);
        var seats = page.Find("section[aria-label=Decisions]").TextContent;
        foreach (var seat in new[] { "You", "Product manager", "Engineer", "Security or Legal", "0 of 3" })
            Assert.Contains(seat, seats, StringComparison.Ordinal);
        Assert.Contains("3 approvals missing: Product manager, Engineer, Security or Legal", page.Find("section[aria-label='Before release']").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll(".oc-dec button").Single(button => button.TextContent == "Start canary").HasAttribute("disabled"));
        Assert.Contains("Off: 3 approvals missing", page.Find(".oc-dec").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_WhosePassRatesAJudgeMayNotDecide_LeavesThemOutAndSaysWhy()
    {
        const string Why = "The judge tone@1 has not been measured against people.";
        await using var world = await WorldAsync(3, Role.ProductManager);
        var id = await world.RequestAsync();
        await using (var context = world.Open())
        {
            var release = await context.Releases.SingleAsync(row => row.Id == id, None);
            context.Entry(release).Property(row => row.Figures).CurrentValue =
                release.Figures! with { PassRate = null, LivePassRate = null, Difference = null, Words = "No pass rates", LeftOut = Why };
            await context.SaveChangesAsync(None);
        }

        var fact = Open(id).FindAll(".oc-facts > div").Single(part => part.TextContent.Contains("Pass rate", StringComparison.Ordinal));

        Assert.Contains($"left out: {Why}", fact.TextContent, StringComparison.Ordinal);
        Assert.Equal(Why, fact.QuerySelector(".dim")!.GetAttribute("title"));
    }

    [Fact]
    public async Task Approve_WithACommentFromT3Up_StoresTheDecisionInThatRole()
    {
        await using var world = await WorldAsync(3, Role.ProductManager);
        var id = await world.RequestAsync();
        var page = Open(id);
        var approve = page.FindAll(".oc-dec button").Single(button => button.TextContent == "Approve as Product manager");
        Assert.True(approve.HasAttribute("disabled"));
        Assert.Contains("Approve is off: a comment is missing", page.Find(".oc-dec").TextContent, StringComparison.Ordinal);

        await page.Find(".oc-dec textarea").InputAsync("Read them all.");
        await page.FindAll(".oc-dec button").Single(button => button.TextContent == "Approve as Product manager").ClickAsync();

        var decision = Assert.Single((await world.ReadAsync(id)).Decisions);
        Assert.Equal((DecisionKind.Approve, Role.ProductManager, "u-1", "Read them all."), (decision.Kind, decision.Role, decision.ById, decision.Comment));
        page.WaitForAssertion(() => Assert.Contains("You cannot decide: you have decided already, as Product manager.", page.Find(".oc-dec").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reject_Refused_KeepsWhatWasTyped()
    {
        await using var world = await WorldAsync(2, Role.ProductManager);
        var id = await world.RequestAsync();
        var page = Open(id);
        await page.Find(".oc-dec textarea").InputAsync("Quotes the wrong clause.");
        await Get<RememberPerson>().HandleAsync(Core.Common.Actor.Person("u-1", "Maya Lindqvist", [Role.Viewer]), None);

        await page.FindAll(".oc-dec button").Single(button => button.TextContent == "Reject").ClickAsync();

        Assert.Contains("You cannot decide on REL-0001: it needs Product manager, Engineer; you hold no role", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Quotes the wrong clause.", page.Find(".oc-dec textarea").GetAttribute("value"));
        Assert.Equal(VersionState.InReview, (await world.ReadAsync(id)).Version!.State);
    }

    [Fact]
    public async Task Release_Rolling_ShowsShareGuardrailsAndTheWayBack()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();
        await world.Get<Core.Features.Releases.StartRollout>().HandleAsync(new(id, 20), ReleaseWorld.Engineer, None);

        var page = Open(id);

        Assert.Contains("Rolling 20 %", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal("20", page.Find("#percent").GetAttribute("value"));
        await page.Find("#percent").InputAsync("100");
        Assert.Contains("Off: the share is a whole number from 1 to 99", page.Find(".oc-dec").TextContent, StringComparison.Ordinal);
        var verbs = page.FindAll(".oc-dec button").Select(button => button.TextContent);
        Assert.Equal(["Change the share", "Hold", "Put live for everybody", "Roll back"], verbs);
    }

    [Fact]
    public void Release_KeyThatIsNone_SaysWhatKeysLookLike()
    {
        var page = Render<ReleasePage>(parameters => parameters.Add(view => view.Key, "REL-x"));

        Assert.Contains("Keys of releases look like REL-0148.", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ReleasePage> Open(int id)
    {
        var page = Render<ReleasePage>(parameters => parameters.Add(view => view.Key, Release.KeyOf(id)));
        page.WaitForElement(".oc-facts");
        return page;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
