using System.Text.Json;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

public sealed class DeliveryTests : IDisposable
{
    private readonly WebhookConsole _console = new("127.0.0.1");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Queue_Events_WritesThoseThatWereChosenOnceHoweverOftenItRuns()
    {
        await _console.AddAsync("http://127.0.0.1:1/a", "release.live", "release.held");
        await _console.AddAsync("http://127.0.0.1:1/b");
        await _console.HappenAsync("release.live");
        await _console.HappenAsync("release.requested");
        await _console.HappenAsync("draft.edited");

        Assert.Equal(3, await _console.QueueAsync());
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await _console.QueueAsync());

        Assert.Equal(["release.live", "release.live", "release.requested"], (await _console.DeliveriesAsync()).Select(row => row.Action).Order());
    }

    [Fact]
    public async Task Queue_WhatHappenedBeforeTheWebhook_IsNotToldNorWhatItMissedWhileOff()
    {
        await _console.HappenAsync("release.live");
        _console.Clock.Advance(TimeSpan.FromSeconds(1));
        var key = await _console.AddAsync("http://127.0.0.1:1/a");
        await SwitchAsync(key, 0, on: false);
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        await _console.HappenAsync("release.held");
        _console.Clock.Advance(TimeSpan.FromSeconds(1));
        await SwitchAsync(key, 1, on: true);
        await _console.HappenAsync("release.resumed");

        await _console.QueueAsync();

        Assert.Equal("release.resumed", Assert.Single(await _console.DeliveriesAsync()).Action);
    }

    [Fact]
    public async Task Queue_AnEventThatAppearsLate_IsStillTold()
    {
        await _console.AddAsync("http://127.0.0.1:1/a");
        _console.Clock.Advance(TimeSpan.FromMinutes(10));
        await _console.HappenAsync("release.live");
        var happened = _console.Clock.GetUtcNow();
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        await _console.QueueAsync();

        // Its transaction began before the look and ended after it.
        await using (var context = _console.Open())
        {
            var seen = context.AuditEvents.Single(row => row.Action == "release.live");
            context.AuditEvents.Add(new()
            {
                EventId = Guid.NewGuid(),
                At = happened.UtcDateTime,
                ActorId = seen.ActorId,
                ActorName = seen.ActorName,
                Action = "release.held",
                ObjectKind = seen.ObjectKind,
                ObjectKey = seen.ObjectKey,
                PayloadJson = "{}",
            });
            await context.SaveChangesAsync(None);
        }

        Assert.Equal(1, await _console.QueueAsync());
    }

    [Fact]
    public async Task Queue_AfterALongOutage_ReadsBackAsFarAsItMust()
    {
        await _console.AddAsync("http://127.0.0.1:1/a", "release.live");
        await _console.HappenAsync("release.live");
        await using (var context = _console.Open())
        {
            var first = context.AuditEvents.OrderBy(row => row.Id).Last();
            context.AuditEvents.AddRange(Enumerable.Range(0, 1200).Select(number => new OpsConsole.Core.Features.Audit.Model.AuditEvent
            {
                EventId = Guid.NewGuid(),
                At = first.At.AddSeconds(number),
                ActorId = "x",
                ActorName = "X",
                Action = "draft.edited",
                ObjectKind = "prompt",
                ObjectKey = "p",
                PayloadJson = "{}",
            }));
            await context.SaveChangesAsync(None);
        }

        _console.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await _console.QueueAsync());
    }

    [Fact]
    public async Task Body_OfADelivery_TellsWhoDidWhatAndNoMore()
    {
        await _console.AddAsync("http://127.0.0.1:1/a");
        var id = await _console.HappenAsync("release.live", "größer than before");
        await _console.QueueAsync();

        var body = JsonDocument.Parse(Assert.Single(await _console.DeliveriesAsync()).Body).RootElement;

        Assert.Equal(["id", "action", "at", "object", "prompt", "actor", "outcome", "reason", "link"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(id, body.GetProperty("id").GetGuid());
        Assert.Equal("""{"kind":"release","key":"REL-0148"}""", body.GetProperty("object").GetRawText());
        Assert.Equal("""{"name":"Ada Engineer","kind":"person"}""", body.GetProperty("actor").GetRawText());
        Assert.Equal(("support/answer", "ok", "größer than before"), (body.GetProperty("prompt").GetString(), body.GetProperty("outcome").GetString(), body.GetProperty("reason").GetString()));
        Assert.Equal("https://ops.example.com/reviews/REL-0148", body.GetProperty("link").GetString());
        Assert.Equal(_console.Clock.GetUtcNow(), body.GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain("hidden", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToATargetThatRecovers_ArrivesAtTheSecondAttemptAfterTenSeconds()
    {
        await using var target = await HookListener.StartAsync();
        target.AnswerWith(500, "busy");
        await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.QueueAsync();

        Assert.Equal(new SendDeliveries.Sent(0, 1, 1), await _console.SendAsync());
        var waiting = Assert.Single(await _console.DeliveriesAsync());
        Assert.Equal((DeliveryState.Pending, 1, 500, "The target answered 500: busy"), (waiting.State, waiting.Attempts, waiting.LastStatus, waiting.LastError));

        target.AnswerWith(200);
        _console.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(new SendDeliveries.Sent(0, 0, 0), await _console.SendAsync());
        _console.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new SendDeliveries.Sent(1, 0, 0), await _console.SendAsync());

        var arrived = Assert.Single(await _console.DeliveriesAsync());
        Assert.Equal((DeliveryState.Delivered, 2, 200, null), (arrived.State, arrived.Attempts, arrived.LastStatus, arrived.LastError));
        Assert.Equal(_console.Clock.GetUtcNow().UtcDateTime, arrived.DeliveredAt);
        Assert.Equal(2, target.Requests.Select(request => request.Headers["OpsConsole-Signature"]).Distinct().Count());
        Assert.Single(target.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Send_ToATargetThatNeverTakesIt_WaitsEverLongerAndGivesUp()
    {
        await using var target = await HookListener.StartAsync();
        target.AnswerWith(503);
        await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.QueueAsync();

        List<TimeSpan> waits = [];
        while (true)
        {
            await _console.SendAsync();
            if (Assert.Single(await _console.DeliveriesAsync()) is not { State: DeliveryState.Pending, NextAttemptAt: { } next })
                break;

            waits.Add(next - _console.Clock.GetUtcNow().UtcDateTime);
            _console.Clock.SetUtcNow(next);
        }

        Assert.Equal(
            [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)], waits);
        var failed = Assert.Single(await _console.DeliveriesAsync());
        Assert.Equal((DeliveryState.Failed, 7, null), (failed.State, failed.Attempts, failed.NextAttemptAt));
        Assert.Equal(7, target.Requests.Count);
    }

    [Fact]
    public async Task Retry_OfWhatWasGivenUp_SendsItOnceMore()
    {
        await using var target = await HookListener.StartAsync();
        await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.QueueAsync();
        var id = Assert.Single(await _console.DeliveriesAsync()).Id;
        await using (var context = _console.Open())
        {
            var row = context.WebhookDeliveries.Single();
            (row.State, row.Attempts, row.NextAttemptAt) = (DeliveryState.Failed, 7, null);
            await context.SaveChangesAsync(None);
        }

        target.AnswerWith(500);
        Assert.Equal(500, (await _console.Get<RetryDelivery>().HandleAsync(id, WebhookConsole.Admin, None)).Value.Status);
        Assert.Equal((DeliveryState.Failed, 8), Assert.Single(await _console.DeliveriesAsync()) is var again ? (again.State, again.Attempts) : default);
        target.AnswerWith(200);
        Assert.True((await _console.Get<RetryDelivery>().HandleAsync(id, WebhookConsole.Admin, None)).Value.Arrived);
        Assert.Equal("webhooks.arrived", (await _console.Get<RetryDelivery>().HandleAsync(id, WebhookConsole.Admin, None)).Error?.Code);
        Assert.Equal(2, (await _console.ActionsAsync()).Count(action => action == "webhook.retried"));
    }

    [Fact]
    public async Task Send_OnTwoNodesAtOnce_EachArrivesOnce()
    {
        await using var target = await HookListener.StartAsync();
        await _console.AddAsync(target.Url);
        for (var number = 0; number < 10; number++)
            await _console.HappenAsync("release.live");
        await _console.QueueAsync();

        var sent = await Task.WhenAll(_console.SendAsync(), _console.SendAsync());

        Assert.Equal(10, sent.Sum(each => each.Arrived));
        Assert.Equal(10, target.Requests.Count);
        Assert.All(await _console.DeliveriesAsync(), delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
    }

    [Fact]
    public async Task Send_WhereOneTargetIsDead_ReachesTheOtherAndAsksTheDeadOneOnce()
    {
        await using var target = await HookListener.StartAsync();
        await _console.AddAsync("http://127.0.0.1:1/dead");
        await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.HappenAsync("release.held");
        await _console.QueueAsync();

        var sent = await _console.SendAsync();

        Assert.Equal(new SendDeliveries.Sent(2, 1, 1), sent);
        Assert.Equal(["release.live", "release.held"], target.Requests.Select(request => request.Headers["OpsConsole-Event"]));
    }

    [Fact]
    public async Task Send_WithoutTheSecret_WaitsAndSaysWhy()
    {
        await using var target = await HookListener.StartAsync();
        await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.QueueAsync();
        _console.Secrets.Value = null;

        await _console.SendAsync();

        var waiting = Assert.Single(await _console.DeliveriesAsync());
        Assert.Equal(DeliveryState.Pending, waiting.State);
        Assert.Contains("no secret behind env:HOOK", waiting.LastError, StringComparison.Ordinal);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task Send_OfAWebhookThatIsOff_Waits()
    {
        await using var target = await HookListener.StartAsync();
        var key = await _console.AddAsync(target.Url);
        await _console.HappenAsync("release.live");
        await _console.QueueAsync();
        await SwitchAsync(key, 0, on: false, target.Url);

        Assert.Equal(new SendDeliveries.Sent(0, 0, 0), await _console.SendAsync());
        Assert.Empty(target.Requests);
    }

    private async Task SwitchAsync(string key, int revision, bool on, string url = "http://127.0.0.1:1/a")
    {
        var changed = await _console.Get<UpdateWebhook>().HandleAsync(new(key, revision, WebhookConsole.Facts(url) with { Enabled = on }), WebhookConsole.Admin, None);
        Assert.True(changed.IsOk, changed.Error?.Message);
    }
}
