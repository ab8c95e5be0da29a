using System.Text.Json;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

public sealed class WebhookTests : IDisposable
{
    private readonly WebhookConsole _console = new("hooks.example.com", "127.0.0.1");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Create_OnAListedHost_IsKeptWithItsEventAndItsPathIsNotToldThere()
    {
        var key = await _console.AddAsync("https://hooks.example.com/T00/secret-path", "release.live");

        var webhook = (await _console.Get<GetWebhook>().HandleAsync(new(key), WebhookConsole.Admin, None)).Value;
        Assert.Equal(("WHK-0001", "Chat", null, true), (webhook.Key, webhook.Facts.Name, webhook.Blocked, webhook.HasSecret));
        await using var context = _console.Open();
        var told = Assert.Single(context.AuditEvents);
        Assert.Equal(("webhook.created", "webhook", "WHK-0001"), (told.Action, told.ObjectKind, told.ObjectKey));
        Assert.Contains("hooks.example.com", told.PayloadJson, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", told.PayloadJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/", "env:HOOK", "release.live", "url")]
    [InlineData("https://169.254.169.254/", "env:HOOK", "release.live", "url")]
    [InlineData("", "env:HOOK", "release.live", "url")]
    [InlineData("https://hooks.example.com/", "", "release.live", "secretRef")]
    [InlineData("https://hooks.example.com/", "4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c", "release.live", "secretRef")]
    [InlineData("https://hooks.example.com/", "env:HOOK", "release.gone", "events")]
    [InlineData("https://hooks.example.com/", "env:HOOK", "webhook.test", "events")]
    public async Task Create_WithAFaultyField_NamesItAndStoresNothing(string url, string secret, string action, string field)
    {
        var created = await _console.Get<CreateWebhook>().HandleAsync(WebhookConsole.Facts(url, action) with { SecretRef = secret }, WebhookConsole.Admin, None);

        Assert.Equal(field, Assert.Single(created.Error!.Details!).Where);
        Assert.Empty((await _console.Get<ListWebhooks>().HandleAsync(WebhookConsole.Admin, None)).Value);
    }

    [Fact]
    public async Task Create_OneTooMany_IsRefused()
    {
        await using (var context = _console.Open())
        {
            context.Webhooks.AddRange(Enumerable.Range(0, CreateWebhook.Most).Select(number => new Webhook { Name = $"{number}", Url = "https://hooks.example.com/", SecretRef = "env:HOOK", Events = [] }));
            await context.SaveChangesAsync(None);
        }

        Assert.Equal("webhooks.too-many", (await _console.Get<CreateWebhook>().HandleAsync(WebhookConsole.Facts("https://hooks.example.com/"), WebhookConsole.Admin, None)).Error?.Code);
    }

    [Fact]
    public async Task Webhooks_ForSomebodyWhoMayNot_AreDenied()
    {
        var key = await _console.AddAsync("https://hooks.example.com/");
        var (viewer, facts) = (TestConsole.Viewer, WebhookConsole.Facts("https://hooks.example.com/"));

        Assert.Equal("auth.denied", (await _console.Get<CreateWebhook>().HandleAsync(facts, viewer, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<UpdateWebhook>().HandleAsync(new(key, 0, facts), viewer, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<ListWebhooks>().HandleAsync(viewer, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<GetWebhook>().HandleAsync(new(key), viewer, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<TestWebhook>().HandleAsync(key, viewer, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<RetryDelivery>().HandleAsync(1, viewer, None)).Error?.Code);
    }

    [Fact]
    public async Task Update_OverANewerRevision_IsRefused()
    {
        var key = await _console.AddAsync("https://hooks.example.com/");
        var facts = WebhookConsole.Facts("https://hooks.example.com/b");

        Assert.True((await _console.Get<UpdateWebhook>().HandleAsync(new(key, 0, facts), WebhookConsole.Admin, None)).IsOk);
        var late = await _console.Get<UpdateWebhook>().HandleAsync(new(key, 0, facts with { Name = "Other" }), WebhookConsole.Admin, None);

        Assert.Equal("common.changed-meanwhile", late.Error?.Code);
        Assert.Equal(["webhook.created", "webhook.changed"], await _console.ActionsAsync());
    }

    [Fact]
    public async Task Update_OfAWebhookWhoseHostIsListedNoMore_MaySwitchItOff()
    {
        await using (var context = _console.Open())
        {
            context.Webhooks.Add(new Webhook { Name = "Old", Url = "https://gone.example.com/", SecretRef = "env:HOOK", Events = [], Enabled = true });
            await context.SaveChangesAsync(None);
        }

        var facts = WebhookConsole.Facts("https://gone.example.com/");
        Assert.Equal("url", (await _console.Get<UpdateWebhook>().HandleAsync(new("WHK-0001", 0, facts), WebhookConsole.Admin, None)).Error!.Details![0].Where);
        Assert.True((await _console.Get<UpdateWebhook>().HandleAsync(new("WHK-0001", 0, facts with { Enabled = false }), WebhookConsole.Admin, None)).IsOk);
    }

    [Fact]
    public async Task Test_OfATargetThatAnswers_TellsSoAndStandsInTheLog()
    {
        await using var target = await HookListener.StartAsync();
        var key = await _console.AddAsync(target.Url);

        var outcome = (await _console.Get<TestWebhook>().HandleAsync(key, WebhookConsole.Admin, None)).Value;

        Assert.Equal((204, null), (outcome.Status, outcome.Error));
        var request = Assert.Single(target.Requests);
        Assert.Equal("webhook.test", request.Headers["OpsConsole-Event"]);
        Assert.Equal("https://ops.example.com/settings/webhooks/WHK-0001", JsonDocument.Parse(request.Body).RootElement.GetProperty("link").GetString());
        var delivery = Assert.Single(await _console.DeliveriesAsync());
        Assert.Equal((DeliveryState.Delivered, 1, 204), (delivery.State, delivery.Attempts, delivery.LastStatus));
        Assert.Equal(["webhook.created", "webhook.tested"], await _console.ActionsAsync());
    }

    [Fact]
    public async Task Test_OfATargetThatDoesNot_FailsOnceAndIsNotRepeatedByAJob()
    {
        await using var target = await HookListener.StartAsync();
        target.AnswerWith(404, "no such hook");
        var key = await _console.AddAsync(target.Url);

        var outcome = (await _console.Get<TestWebhook>().HandleAsync(key, WebhookConsole.Admin, None)).Value;
        _console.Clock.Advance(TimeSpan.FromDays(1));
        await _console.SendAsync();

        Assert.Equal("The target answered 404: no such hook", outcome.Error);
        Assert.Single(target.Requests);
        Assert.Equal(DeliveryState.Failed, Assert.Single(await _console.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task Keys_OfWebhooksThatAreNone_AreNotFound()
    {
        foreach (var key in new[] { "WHK-0099", "REL-0001", "1", "WHK--1", "" })
            Assert.Equal("webhooks.not-found", (await _console.Get<GetWebhook>().HandleAsync(new(key), WebhookConsole.Admin, None)).Error?.Code);
    }
}
