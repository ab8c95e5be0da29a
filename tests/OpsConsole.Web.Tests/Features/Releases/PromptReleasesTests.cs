using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class PromptReleasesTests : ReleasePageTest
{
    [Fact]
    public async Task Releases_OfAPromptThatNeverHadOne_SaySo()
    {
        await using var world = await WorldAsync();

        Assert.Equal(["No label points at this prompt yet", "Nothing of this prompt was ever released"], Open().FindAll(".oc-empty b").Select(title => title.TextContent));
    }

    [Fact]
    public async Task Releases_WithACanary_ShowBothVersionsAndTheWayBack()
    {
        await using var world = await WorldAsync(2, Role.Engineer);
        await world.GoLiveAsync();
        await world.Get<StartRollout>().HandleAsync(new(await world.ApproveAsync(), 25), ReleaseWorld.Engineer, None);

        var page = Open();

        var label = page.Find("table[aria-label=Labels] tbody tr");
        Assert.Equal(["productionprotected", "v1", "v2 on 25 %REL-0002"], label.Children.Take(3).Select(Text));
        Assert.Equal("Roll back to v1", Text(label.QuerySelector("button")!));
        Assert.Equal(["Rolling out, 25 %", "Live"], page.FindAll("table[aria-label='Releases of this prompt'] .oc-st").Select(Text));
    }

    [Fact]
    public async Task RollBack_WithAReason_TakesTheLabelBack()
    {
        await using var world = await WorldAsync(1, Role.Engineer);
        await world.GoLiveAsync();
        await world.GoLiveAsync();
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        var click = page.Find("table[aria-label=Labels] button").ClickAsync();
        dialogs.WaitForElement("textarea").Input("Wrong excess");
        Assert.Contains("production points at v1 again instead of v2", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("button.p").ClickAsync();
        await click;

        Assert.Equal(1, (await world.LabelAsync())!.Version!.Number);
        page.WaitForAssertion(() => Assert.Contains("Rolled back", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RollBack_WhereNothingWasLiveBefore_IsOffWithTheReason()
    {
        await using var world = await WorldAsync(1, Role.Engineer);
        await world.GoLiveAsync();

        Assert.Equal("Off: nothing was live here before", Text(Open().Find("table[aria-label=Labels] .oc-off")));
    }

    [Fact]
    public async Task SystemReleases_ShowOpenOnesFirst()
    {
        await using var world = await WorldAsync(1, Role.Engineer);
        await world.RequestAsync();
        await world.Get<MoveLabel>().HandleAsync(new(ReleaseWorld.Key, "staging", 1), ReleaseWorld.Author, None);

        var page = Render<SystemReleases>(parameters => parameters.Add(section => section.SystemKey, ReleaseWorld.SystemKey));

        Assert.Equal("1 open", page.Find(".oc-sh .c").TextContent);
        Assert.Equal(["Requested", "Live"], page.FindAll(".oc-st").Select(Text));
    }

    private IRenderedComponent<PromptReleases> Open() => Render<PromptReleases>(parameters => parameters.Add(section => section.PromptKey, ReleaseWorld.Key));

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
