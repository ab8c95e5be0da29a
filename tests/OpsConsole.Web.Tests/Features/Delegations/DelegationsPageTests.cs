using Bunit;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Features.Delegations;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Delegations;

public sealed class DelegationsPageTests : PageTest
{
    private static readonly Actor Jonas = Actor.Person("u-jonas", "Jonas Weber", [Role.Security]);

    [Fact]
    public void Page_OfWhoApprovesNothing_SaysWhoDoes()
    {
        SignIn(Role.Viewer);

        var page = Render<DelegationsPage>();

        Assert.Empty(page.FindAll("form"));
        Assert.Contains("Product manager, Engineer, Security, Legal do", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lend_ToAColleague_StandsUnderGivenAndCanBeRevoked()
    {
        await Get<RememberPerson>().HandleAsync(Jonas, None);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<DelegationsPage>();

        Choose(page, "To", "Jonas Weber (Security)");
        Type(page, "Reason", "On leave");
        await page.Find("form").SubmitAsync();

        Assert.Equal("1 role lent by you", page.Find("h1").TextContent.Trim());
        Assert.Contains("In force", page.Find("section[aria-label=Given] tbody tr").TextContent, StringComparison.Ordinal);

        var revoking = page.Find("section[aria-label=Given] button").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".oc-btn.d"));
        await dialogs.Find(".oc-btn.d").ClickAsync(new());
        await revoking;

        page.WaitForAssertion(() => Assert.Contains("Revoked", page.Find("section[aria-label=Given] tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lend_WithADayThatIsNone_ExplainsItAndKeepsIt()
    {
        await Get<RememberPerson>().HandleAsync(Jonas, None);
        var page = Render<DelegationsPage>();

        Type(page, "Days", "a week");
        await page.Find("form").SubmitAsync();

        Assert.Contains("'a week' is not a whole number", Field(page, "Days").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("a week", Input(page, "Days").GetAttribute("value"));
    }

    [Fact]
    public async Task Received_IsShownWithWhoseRoleItIs()
    {
        await Get<RememberPerson>().HandleAsync(Actor, None);
        await Get<Core.Features.Releases.Delegate>().HandleAsync(new(Role.Security, Actor.Id, 5, "leave"), Jonas, None);

        var page = Render<DelegationsPage>();

        Assert.Equal("1 role lent to you", page.Find("h1").TextContent.Trim());
        Assert.Contains("Jonas Weber", page.Find("section[aria-label=Received] tbody").TextContent, StringComparison.Ordinal);
    }
}
