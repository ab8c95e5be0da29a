using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.People;
using OpsConsole.Web.Features.Audit;
using OpsConsole.Web.Features.People;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Audit;

public sealed class AuditPageTests : PageTest
{
    [Fact]
    public void Page_WithoutEvents_SaysWhatWillStandHereAndWhatIsNotProvenYet()
    {
        var page = Render<AuditPage>();

        Assert.Contains("Nothing is recorded yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("hash chain", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Events_LinkToTheirObjectsAndOpenInADrawer()
    {
        await HappenAsync("release.live", "REL-0148");
        var page = Render<AuditPage>();
        var row = page.Find("tbody tr");
        Assert.NotNull(row.QuerySelector("a[href='/reviews/REL-0148']"));
        Assert.Empty(page.FindAll("[role=dialog]"));

        Get<NavigationManager>().NavigateTo(row.QuerySelector("a.o")!.GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Contains("\"share\": 5", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal));
        Assert.Contains("sel", page.Find("tbody tr").ClassName, StringComparison.Ordinal);
        page.Find("[role=dialog] [data-close]").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
    }

    [Fact]
    public async Task Page_Filters_AreInTheAddressAndTakenAwayByTheirChips()
    {
        await HappenAsync("release.live", "REL-0001");
        await HappenAsync("incident.declared", "INC-0002");
        await Get<IAuditLog>().RefuseAsync(Actor, new("release.approved", "release", "REL-0003"), Error.Denied(Permission.ReleasesDecide), None);
        var page = Render<AuditPage>();

        await page.Find("input[aria-label=Action]").ChangeAsync(new() { Value = " release " });
        Assert.EndsWith("?action=release", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Get<NavigationManager>().NavigateTo(page.FindAll(".oc-seg a").Single(link => link.TextContent.Trim() == "Denied").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Contains("REL-0003", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Get<NavigationManager>().NavigateTo(page.Find(".oc-chip a.x").GetAttribute("href")!);

        Assert.EndsWith("?outcome=denied", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/audit?outcome=nonsense&from=yesterday&to=2026-13-01")]
    [InlineData("/audit?event=nonsense")]
    public async Task Page_AddressThatSaysNothing_ShowsEverything(string address)
    {
        await HappenAsync("release.live", "REL-0001");
        Get<NavigationManager>().NavigateTo(address);

        Assert.Single(Render<AuditPage>().FindAll("tbody tr"));
    }

    [Fact]
    public async Task People_Page_ShowsWhoSignedInWithWhichRoles()
    {
        await Get<RememberPerson>().HandleAsync(Core.Common.Actor.Person("u-9", "Inês Duarte", [Role.Security, Role.RiskManager]), None);

        var row = Render<PeoplePage>().Find("tbody tr").TextContent;

        Assert.Contains("Inês Duarte", row, StringComparison.Ordinal);
        Assert.Contains("Security, Risk manager", row, StringComparison.Ordinal);
    }

    private async Task HappenAsync(string action, string key)
    {
        await using var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        Get<IAuditLog>().Append(context, Actor, new AuditEntry(action, action.Split('.')[0], key) { Details = new { share = 5 } });
        await context.SaveChangesAsync(None);
    }
}
