using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Incidents;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Incidents;

public sealed class IncidentPagesTests : PageTest
{
    [Fact]
    public async Task List_WithIncidents_AnswersWhatHoldsReleasesAndShowsOpenOnesFirst()
    {
        var closed = await DeclareAsync(1, "Old one");
        await DeclareAsync(3, "Small one");
        await DeclareAsync(2, "Wrong excess");
        await Get<ResolveIncident>().HandleAsync(new(closed, "done"), Actor, None);

        var page = Render<IncidentsPage>();

        Assert.Equal("2 open incidents, 1 of them holds releases", page.Find("h1").TextContent.Trim());
        Assert.Equal(["Wrong excess", "Small one", "Old one"], page.FindAll("td a.o").Select(link => link.TextContent));
        Assert.Equal(["SEV2", "SEV3", "SEV1"], page.FindAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent.Trim()));
        Assert.NotNull(page.Find("tbody tr td:nth-child(2) svg"));
    }

    [Fact]
    public async Task List_OpenOnly_IsInTheAddress()
    {
        var closed = await DeclareAsync(1, "Old one");
        await Get<ResolveIncident>().HandleAsync(new(closed, "done"), Actor, None);
        Get<NavigationManager>().NavigateTo("/incidents?show=open");

        var page = Render<IncidentsPage>();

        Assert.Contains("No incident matches", page.Markup, StringComparison.Ordinal);
        Assert.Equal("No open incident", page.Find("h1").TextContent.Trim());
    }

    [Fact]
    public void List_AsViewer_TurnsTheButtonOffAndSaysWhoMay()
    {
        SignIn(Role.Viewer);

        Assert.Contains("Security", Render<IncidentsPage>().Find("header .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_FilledIn_DeclaresAndOpensIt()
    {
        await SystemAsync();
        Get<NavigationManager>().NavigateTo("/incidents/new?system=claims");
        var page = Render<NewIncidentPage>();
        page.WaitForAssertion(() => Assert.Contains("Claims", page.Markup, StringComparison.Ordinal));

        Type(page, "What goes wrong, in one line", "Wrong excess");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/incidents/INC-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(2, (await Get<GetIncident>().HandleAsync("INC-0001", Actor, None)).Value.Severity);
    }

    [Fact]
    public async Task New_WithoutTitle_SaysSoInPlace()
    {
        await SystemAsync();
        Get<NavigationManager>().NavigateTo("/incidents/new?system=claims");
        var page = Render<NewIncidentPage>();

        await page.Find("form").SubmitAsync();

        Assert.Contains("must not be empty", Field(page, "What goes wrong, in one line").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfABlockingIncident_SaysWhatItHoldsUp()
    {
        var key = await DeclareAsync(1, "Wrong excess");

        var page = Render<IncidentPage>(parameters => parameters.Add(incident => incident.Key, key));

        Assert.Contains("Nothing of Claims goes live while it is open", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Resolve_AsksWhatEndedItAndShowsThat()
    {
        var key = await DeclareAsync(1, "Wrong excess");
        var dialogs = Render<MudDialogProvider>();
        var page = Render<IncidentPage>(parameters => parameters.Add(incident => incident.Key, key));

        var resolving = page.Find("header .act button").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("textarea"));
        dialogs.Find("textarea").Input("Rolled back to v6");
        await dialogs.FindAll("button").Single(button => button.TextContent == "Resolve incident").ClickAsync(new());
        await resolving;

        page.WaitForAssertion(() => Assert.Contains("Rolled back to v6", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("header .act button"));
    }

    private async Task SystemAsync() => Assert.True((await Get<CreateSystem>().HandleAsync(new("claims", new SystemFacts { Name = "Claims" }), Actor, None)).IsOk);

    private async Task<string> DeclareAsync(int severity, string title)
    {
        await Get<CreateSystem>().HandleAsync(new("claims", new SystemFacts { Name = "Claims" }), Actor, None);
        return (await Get<DeclareIncident>().HandleAsync(new("claims", severity, title), Actor, None)).Value;
    }
}
