using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class SubmitPageTests : ReleasePageTest
{
    [Fact]
    public void Submit_WithoutAVersion_SaysWhereToStart() =>
        Assert.Equal("No version is chosen", Open("/reviews/new").Find(".oc-empty b").TextContent);

    [Fact]
    public async Task Submit_BeforeItIsSent_ShowsTierSeatsGatesAndWhatIsLive()
    {
        await using var world = await WorldAsync(3, Role.Author);
        await world.GoLiveAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);

        var page = Open($"/reviews/new?prompt=support/answer&version={number}");

        Assert.Equal("Submit support/answer v2 for review", page.Find("h1").TextContent.Trim());
        var asked = page.Find("aside").TextContent;
        foreach (var fact in new[] { "Tier T3", "3 different people", "Security or Legal", "Baseline, Safety, Red team", "a canary of 24 h first", "production: v1" })
            Assert.Contains(fact, asked, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("table.gate tbody tr").Count);
        Assert.Contains("No evidence of a difference: +5.0 points", page.Find("section[aria-label=Evidence]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Sent_GoesToTheRequestWithItsNote()
    {
        await using var world = await WorldAsync(1, Role.Author);
        var page = Open($"/reviews/new?prompt=support/answer&version={await world.DraftAsync()}");

        Type(page, "Note for the reviewers", "Fewer invented clauses");
        await page.Find("form[aria-label='Submit for review']").SubmitAsync();

        Assert.EndsWith("/reviews/REL-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(("Fewer invented clauses", "u-1"), await NoteAsync(world));
    }

    [Fact]
    public async Task Submit_OfAVersionInReview_IsOffWithTheReason()
    {
        await using var world = await WorldAsync(1, Role.Author);
        await world.RequestAsync();

        var page = Open("/reviews/new?prompt=support/answer&version=1");

        Assert.True(page.FindAll("button").Single(button => button.TextContent == "Submit for review").HasAttribute("disabled"));
        Assert.Contains("Off: Version 1 is in review", page.Find(".go .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ByAViewer_IsOffAndNamesThoseWhoMay()
    {
        await using var world = await WorldAsync(1, Role.Viewer);

        var page = Open($"/reviews/new?prompt=support/answer&version={await world.DraftAsync()}");

        Assert.StartsWith("Off: only for Author", page.Find(".go .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Refused_KeepsWhatWasTyped()
    {
        await using var world = await WorldAsync(1, Role.Author);
        var page = Open($"/reviews/new?prompt=support/answer&version={await world.DraftAsync()}");

        Type(page, "Note for the reviewers", new string('x', 4001));
        await page.Find("form[aria-label='Submit for review']").SubmitAsync();

        Assert.Equal(4001, Input(page, "Note for the reviewers").GetAttribute("value")!.Length);
        Assert.NotEmpty(page.FindAll("[role=alert]"));
        Assert.EndsWith("version=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoveLabel_OfOneThatIsNotProtected_MovesItAndSaysSo()
    {
        await using var world = await WorldAsync(1, Role.Author);
        var page = Open($"/reviews/new?prompt=support/answer&version={await world.DraftAsync()}");

        Type(page, "Label", "production");
        Assert.Contains("production is protected", page.Find("form[aria-label='Move a label'] .oc-off").TextContent, StringComparison.Ordinal);
        Type(page, "Label", "staging");
        await page.Find("form[aria-label='Move a label']").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("staging points at v1 now (REL-0001).", page.Find("[role=status]").TextContent));
        Assert.Equal(ReleaseKind.Direct, (await world.ReadAsync(1)).Kind);
    }

    private IRenderedComponent<SubmitPage> Open(string address)
    {
        Get<NavigationManager>().NavigateTo(address);
        return Render<SubmitPage>();
    }

    private static async Task<(string Note, string By)> NoteAsync(ReleaseWorld world)
    {
        var release = await world.ReadAsync(1);
        return (release.Note, release.RequestedById);
    }
}
