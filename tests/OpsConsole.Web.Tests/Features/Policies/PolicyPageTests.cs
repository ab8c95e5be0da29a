using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Features.Policies;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Policies;

public sealed class PolicyPageTests : PageTest
{
    private static readonly Actor Katrin = Actor.Person("u-katrin", "Katrin Vogel", [Role.Legal]);

    [Fact]
    public void Matrix_ShowsEachTierWithWhatItNeeds()
    {
        SignIn(Role.Viewer);

        var page = Render<PolicyPage>();

        Assert.Equal(["What a release needs", "T1", "T2", "T3", "T4"], page.FindAll("section[aria-label='In force'] thead th").Select(cell => cell.TextContent));
        Assert.Equal(
            ["Product manager", "Engineer", "Security or Legal; with personal data Legal"],
            page.FindAll("section[aria-label='In force'] tbody tr:first-child td:nth-child(4) .one").Select(slot => slot.TextContent));
        Assert.Contains("Security, Legal, Risk manager", page.Find("header .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_ByTheReader_CannotBeApprovedAndSaysWhy()
    {
        SignIn(Role.Security);
        await ProposeAsync(Actor);

        var page = Render<PolicyPage>();

        Assert.Contains("you proposed it", page.Find("[aria-label=Decision]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Two people are needed", page.Find("[aria-label=Decision]").TextContent, StringComparison.Ordinal);
        Assert.Contains("tighter", page.Find("section[aria-label=Proposal] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_ApprovedByASecondPerson_IsInForce()
    {
        SignIn(Role.Security);
        var number = await ProposeAsync(Katrin);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<PolicyPage>();

        var approving = page.FindAll("[aria-label=Decision] button").Single(button => button.TextContent.StartsWith("Approve", StringComparison.Ordinal)).ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".oc-btn.p"));
        await dialogs.Find(".oc-btn.p").ClickAsync(new());
        await approving;

        page.WaitForAssertion(() => Assert.Equal($"Approval policy: edition {number} in force", page.Find("h1").TextContent.Trim()));
    }

    [Fact]
    public async Task Form_WithAHigherTierThatAsksForLess_MarksTheCellAndKeepsWhatWasTyped()
    {
        SignIn(Role.Legal);
        Get<NavigationManager>().NavigateTo("/settings/policy?edit=true");
        var page = Render<PolicyPage>();

        page.Find("[aria-label='T3, evidence not older than, hours']").Input("400");
        Type(page, "Reason", "As asked");
        await page.Find("form").SubmitAsync();

        Assert.Contains("T3, evidence not older than", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("400", page.Find("td.bad input").GetAttribute("value"));
    }

    [Fact]
    public async Task Form_WithChangedApproverAndHours_BecomesTheProposal()
    {
        SignIn(Role.Legal);
        Get<NavigationManager>().NavigateTo("/settings/policy?edit=true");
        var page = Render<PolicyPage>();

        page.Find("[aria-label='T1, approver 2']").Change("Engineer");
        page.Find("[aria-label='T4, shortest canary, hours']").Input("96");
        Type(page, "Reason", "As asked");
        await page.Find("form").SubmitAsync();

        var proposal = (await Get<GetPolicy>().HandleAsync(Actor, None)).Value.Proposal!;
        Assert.Equal(
            [(1, "Product manager, Engineer"), (4, "canary of at least 4 days")],
            proposal.Differences.Select(difference => (difference.Tier, difference.To)));
    }

    [Fact]
    public async Task Form_WithAFigureThatIsNone_SaysWhere()
    {
        SignIn(Role.Legal);
        Get<NavigationManager>().NavigateTo("/settings/policy?edit=true");
        var page = Render<PolicyPage>();

        page.Find("[aria-label='T2, an approval lives, hours']").Input("two weeks");
        await page.Find("form").SubmitAsync();

        Assert.Contains("'two weeks' is not a whole number of hours", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private async Task<int> ProposeAsync(Actor by)
    {
        var tighter = new PolicyTable([.. PolicyTable.Seed.Tiers.Select(tier => tier with { ApprovalHours = tier.ApprovalHours - 1 })]);
        return (await Get<ProposePolicy>().HandleAsync(new(1, tighter, "why"), by, None)).Value;
    }
}
