using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Web.Features.Systems;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Systems;

public sealed class SystemPagesTests : PageTest
{
    [Fact]
    public async Task List_WithSystems_AnswersWithTheirTiersAndLinksToEach()
    {
        await AddAsync("support-assistant", "Support assistant", Audience.Customer);
        await AddAsync("broker-search", "Broker search", Audience.Internal);

        var page = Render<SystemsPage>();

        Assert.Equal("2 AI systems: 1 in tier T2, 1 in tier T1", page.Find("h1").TextContent.Trim());
        Assert.Equal(["/systems/broker-search", "/systems/support-assistant"], page.FindAll("td a.o").Select(link => link.GetAttribute("href")));
        Assert.Contains("audience customers", page.Find("tbody tr:nth-child(2) .oc-tag").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filtered_TakesTheTextFromTheAddressAndPutsItThere()
    {
        await AddAsync("support-assistant", "Support assistant", Audience.Customer);
        await AddAsync("broker-search", "Broker search", Audience.Internal);
        Get<NavigationManager>().NavigateTo("/systems?q=broker");

        var page = Render<SystemsPage>();
        Assert.Single(page.FindAll("tbody tr"));

        page.Find("input[type=search]").Change("  support ");
        Assert.EndsWith("/systems?q=support", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("Support assistant", page.Find("td a.o").TextContent));
    }

    [Fact]
    public void List_AsViewer_TurnsTheButtonOffAndSaysWhoMay()
    {
        SignIn(Role.Viewer);

        var page = Render<SystemsPage>();

        Assert.True(page.Find("header .act button").HasAttribute("disabled"));
        Assert.Contains("Product manager, Engineer, Admin", page.Find("header .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void New_WithFactorsChosen_ExplainsTheTierThatFollows()
    {
        var page = Render<NewSystemPage>();
        Assert.Contains("Tier T4", page.Find("aside .oc-tag").TextContent, StringComparison.Ordinal);

        Choose(page, "Who reads its answers", "Our own staff");
        Choose(page, "Data it handles", "Personal data");
        Choose(page, "Autonomy", "Suggests, a person acts");
        Choose(page, "Effect of its decisions", "None on people");
        Choose(page, "Regulatory class", "Minimal");

        Assert.StartsWith("Tier T2: personal data", page.Find("aside .oc-tag").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_WithFaults_ShowsThemInPlaceAndKeepsWhatWasTyped()
    {
        var page = Render<NewSystemPage>();
        Type(page, "Key", "Support Assistant");
        Type(page, "Budget a month, US dollars", "12o0");
        await page.Find("form").SubmitAsync();

        Assert.Contains("'12o0' is not a number", Field(page, "Budget a month, US dollars").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("12o0", Input(page, "Budget a month, US dollars").GetAttribute("value"));

        Type(page, "Budget a month, US dollars", "1200");
        await page.Find("form").SubmitAsync();

        Assert.Contains("lower-case", Field(page, "Key").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("must not be empty", Field(page, "Name").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Support Assistant", Input(page, "Key").GetAttribute("value"));
        Assert.Equal("true", Input(page, "Key").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task New_WithEverythingRight_StoresTheFactsAndOpensTheDossier()
    {
        var page = Render<NewSystemPage>();
        Type(page, "Key", "support-assistant");
        Type(page, "Name", "Support assistant");
        Type(page, "Error objective, % of calls", "0.5");
        Type(page, "Budget a month, US dollars", "1,200.50");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/systems/support-assistant", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var facts = (await Get<GetSystem>().HandleAsync("support-assistant", Actor, None)).Value.Facts;
        Assert.Equal((0.005, Money.FromDollars(1200.50m)), (facts.SloErrorRate, facts.MonthlyBudget));
    }

    [Fact]
    public async Task Edit_AfterSomebodyElse_RefusesAndKeepsWhatWasTyped()
    {
        await AddAsync("desk", "Desk", Audience.Internal);
        var page = Render<EditSystemPage>(parameters => parameters.Add(edit => edit.Key, "desk"));
        await Get<UpdateSystem>().HandleAsync(new("desk", 0, new SystemFacts { Name = "Theirs" }), Actor, None);

        Type(page, "Name", "Mine");
        await page.Find("form").SubmitAsync();

        Assert.NotEmpty(page.FindAll("[role=alert]"));
        Assert.Equal("Mine", Input(page, "Name").GetAttribute("value"));
    }

    [Fact]
    public void Dossier_OfNoSystem_SaysSo()
    {
        var page = Render<SystemPage>(parameters => parameters.Add(dossier => dossier.Key, "none"));

        Assert.Contains("There is no system 'none'", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_ExplainsWhichFactorDecidedTheTier()
    {
        await AddAsync("desk", "Desk", Audience.Customer);

        var page = Render<SystemPage>(parameters => parameters.Add(dossier => dossier.Key, "desk"));

        Assert.Contains("T2, because of: audience customers", page.Find("#tier").TextContent, StringComparison.Ordinal);
        Assert.Equal("Readers", Assert.Single(page.FindAll("#tier tbody tr"), row => row.TextContent.Contains("decides", StringComparison.Ordinal)).QuerySelector("td")!.TextContent);
        Assert.Contains("Added the system", page.Find("section[aria-label=History]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_RequestLowerTier_AsksForReasonAndWaitsForAnother()
    {
        await AddAsync("desk", "Desk", Audience.Customer);
        SignIn(Role.ProductManager, Role.Security);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<SystemPage>(parameters => parameters.Add(dossier => dossier.Key, "desk"));

        var asking = page.FindAll("#tier button").Single(button => button.TextContent == "Request lower tier").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("textarea"));
        Assert.True(dialogs.Find(".oc-btn.p").HasAttribute("disabled"));
        dialogs.Find("textarea").Input("Only twelve of our own testers use it.");
        await dialogs.Find(".oc-btn.p").ClickAsync(new());
        await asking;

        page.WaitForAssertion(() => Assert.Contains("asks to treat it as T1 instead of T2", page.Find("#tier").TextContent, StringComparison.Ordinal));
        Assert.Contains("you asked for it", page.Find("#tier .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_WithALoweringInForce_SaysUntilWhenAndWhoApproved_AndAfterItsEndThatItEnded()
    {
        await AddAsync("desk", "Desk", Audience.Customer);
        var id = (await Get<RequestTierLowering>().HandleAsync(new("desk", 1, 10, "Only twelve of our own testers use it."), Actor, None)).Value;
        Assert.True((await Get<DecideTierLowering>().HandleAsync(new(id, Approve: true), Actor.Person("u-ines", "Inês Duarte", [Role.Security]), None)).IsOk);

        var page = Render<SystemPage>(parameters => parameters.Add(dossier => dossier.Key, "desk"));
        Assert.Contains("Treated as T1 until Thu 3 Dec 2026", page.Find("#tier").TextContent, StringComparison.Ordinal);
        Assert.Contains("approved by Inês Duarte", page.Find("#tier").TextContent, StringComparison.Ordinal);
        Assert.Contains("treated as T1", page.Find("h1").TextContent, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromDays(10));
        var later = Render<SystemPage>(parameters => parameters.Add(dossier => dossier.Key, "desk"));
        Assert.DoesNotContain("Treated as T1", later.Find("#tier").TextContent, StringComparison.Ordinal);
        Assert.Contains("Ended", later.Find("#tier").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_FactorsDownwards_SaysThatALoweringIsNeeded()
    {
        await AddAsync("desk", "Desk", Audience.Customer);
        var page = Render<EditSystemPage>(parameters => parameters.Add(edit => edit.Key, "desk"));

        Choose(page, "Who reads its answers", "Our own staff");
        await page.Find("form").SubmitAsync();

        Assert.Contains("Request a lower tier on the system's page", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private async Task AddAsync(string key, string name, Audience audience)
    {
        var facts = new SystemFacts
        {
            Name = name,
            Audience = audience,
            Data = DataSensitivity.None,
            Autonomy = Autonomy.Suggests,
            Effect = DecisionEffect.None,
            Regulatory = RegulatoryClass.Minimal,
        };
        Assert.True((await Get<CreateSystem>().HandleAsync(new(key, facts), Actor, None)).IsOk);
    }
}
