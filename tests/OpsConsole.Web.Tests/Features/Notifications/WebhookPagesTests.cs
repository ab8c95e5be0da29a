using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Web.Features.Notifications.Webhooks;
using OpsConsole.Web.Features.Settings;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Notifications;

public sealed class WebhookPagesTests : PageTest
{
    private const string Url = "https://127.0.0.1:1/hook/secret-path";

    [Fact]
    public void List_WithoutAnyListedHost_SaysWhatTheOperatorHasToDo()
    {
        var page = Render<WebhooksPage>();

        Assert.Contains("Webhooks:AllowedHosts", page.Find(".oc-band").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Contains("no host is listed", page.Find("header .act").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsHostsButNoPaths()
    {
        await AddAsync();

        var page = Render<WebhooksPage>();

        Assert.Equal("1 of 1 webhook enabled, nothing has failed", page.Find("h1").TextContent.Trim());
        Assert.Contains("127.0.0.1:1", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_WithEventsChosen_KeepsThem()
    {
        Allow();
        var page = Render<NewWebhookPage>();
        Type(page, "Name", "Chat");
        Type(page, "Address", Url);
        Type(page, "Secret reference", "env:HOOK");
        page.FindAll("input[type=checkbox]")[0].Change(false);
        Assert.Contains("no event is chosen", page.Find(".go").TextContent, StringComparison.Ordinal);
        page.FindAll(".events .oc-check").Single(label => label.TextContent == "release.live").QuerySelector("input")!.Change(true);
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/settings/webhooks/WHK-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(["release.live"], (await Get<GetWebhook>().HandleAsync(new("WHK-0001"), Actor, None)).Value.Facts.Events);
    }

    [Fact]
    public async Task New_ForAHostThatIsNotListed_SaysSoAtTheFieldAndKeepsWhatWasTyped()
    {
        Allow();
        var page = Render<NewWebhookPage>();
        Type(page, "Name", "Chat");
        Type(page, "Address", "https://169.254.169.254/latest");
        Type(page, "Secret reference", "env:HOOK");
        await page.Find("form").SubmitAsync();

        Assert.Contains("169.254.169.254 is not listed", Field(page, "Address").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Chat", Input(page, "Name").GetAttribute("value"));
    }

    [Fact]
    public async Task Edit_StoresWhatChanged()
    {
        await AddAsync();
        var page = Render<EditWebhookPage>(parameters => parameters.Add(edit => edit.Key, "WHK-0001"));
        Type(page, "Name", "Release channel");
        await page.Find("form").SubmitAsync();

        Assert.Equal("Release channel", (await Get<GetWebhook>().HandleAsync(new("WHK-0001"), Actor, None)).Value.Facts.Name);
    }

    [Fact]
    public async Task Test_WithoutTheSecret_SaysSoAndStandsInTheLog()
    {
        await AddAsync();
        var page = Open();
        Assert.Contains("is not set in this process", page.Find(".facts").TextContent, StringComparison.Ordinal);

        await page.FindAll("header .act button")[^1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("It did not arrive", page.Find(".result").TextContent, StringComparison.Ordinal));
        Assert.Contains("no secret behind env:OPSCONSOLE_TEST_NO_HOOK", page.Find(".result").TextContent, StringComparison.Ordinal);
        var row = page.Find("[aria-label=Deliveries] tbody tr").TextContent;
        Assert.Contains("webhook.test", row, StringComparison.Ordinal);
        Assert.Contains("Failed", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_ByState_ShowsOnlyThoseAndRetries()
    {
        await AddAsync();
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
        {
            context.WebhookDeliveries.AddRange(
                new WebhookDelivery { WebhookId = 1, EventId = Guid.NewGuid(), Action = "release.live", Body = "{}", State = DeliveryState.Delivered, Attempts = 1, LastStatus = 204 },
                new WebhookDelivery { WebhookId = 1, EventId = Guid.NewGuid(), Action = "release.held", Body = "{}", State = DeliveryState.Failed, Attempts = 7, LastError = "The target answered 503." });
            await context.SaveChangesAsync(None);
        }

        Get<NavigationManager>().NavigateTo("/settings/webhooks/WHK-0001?state=failed");
        var page = Open();
        Assert.Contains("release.held", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);

        await page.Find("tbody button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("It did not arrive", page.Find(".result").TextContent, StringComparison.Ordinal));
        Assert.Equal(8, (await Get<GetWebhook>().HandleAsync(new("WHK-0001"), Actor, None)).Value.Deliveries.Items[0].Attempts);
    }

    [Theory]
    [InlineData(Role.Admin, 3)]
    [InlineData(Role.Viewer, 2)]
    public void Settings_ShowTheAreasThatTheReaderMayOpen(Role role, int areas)
    {
        SignIn(role);

        Assert.Equal(areas, Render<SettingsPage>().FindAll("li a").Count);
    }

    private void Allow() => Services.AddSingleton(new WebhookOptions(AllowedHosts.Parse(["127.0.0.1"]).Value));

    private IRenderedComponent<WebhookPage> Open() => Render<WebhookPage>(parameters => parameters.Add(page => page.Key, "WHK-0001"));

    private async Task AddAsync()
    {
        Allow();
        var added = await Get<CreateWebhook>().HandleAsync(new() { Name = "Chat", Url = Url, SecretRef = "env:OPSCONSOLE_TEST_NO_HOOK" }, Actor, None);
        Assert.True(added.IsOk, added.Error?.Message);
    }
}
