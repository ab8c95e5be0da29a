using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications;

public sealed class PruneToldTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task HandleAsync_OldAndNewRows_TakesTheOldOnesThatAreOver()
    {
        var now = _console.Clock.GetUtcNow().UtcDateTime;
        await using (var context = _console.Database.CreateDbContext())
        {
            var webhook = new Webhook { Name = "Chat", Url = "https://hooks.example/x", SecretRef = "env:HOOK", Events = [], CreatedBy = "Ada" };
            context.AddRange(
                Delivery(webhook, now.AddDays(-91), DeliveryState.Delivered), Delivery(webhook, now.AddDays(-91), DeliveryState.Failed),
                Delivery(webhook, now.AddDays(-91), DeliveryState.Pending), Delivery(webhook, now.AddDays(-89), DeliveryState.Delivered),
                Told("old", now.AddDays(-181)), Told("young", now.AddDays(-179)));
            await context.SaveChangesAsync(None);
        }

        var pruned = (await PruneAsync(TestConsole.Engineer)).Value;

        Assert.Equal(new PruneTold.Pruned(2, 1), pruned);
        await using var after = _console.Database.CreateDbContext();
        Assert.Equal([DeliveryState.Pending, DeliveryState.Delivered], await after.WebhookDeliveries.OrderBy(row => row.Id).Select(row => row.State).ToListAsync(None));
        Assert.Equal("young", await after.Notifications.Select(row => row.Topic).SingleAsync(None));
        Assert.Equal("retention.pruned", await after.AuditEvents.Select(row => row.Action).SingleAsync(None));
    }

    [Fact]
    public async Task HandleAsync_NothingOld_RecordsNothing()
    {
        Assert.Equal(new PruneTold.Pruned(0, 0), (await PruneAsync(TestConsole.Engineer)).Value);

        await using var context = _console.Database.CreateDbContext();
        Assert.Empty(context.AuditEvents);
        Assert.Equal(ErrorKind.Denied, (await PruneAsync(TestConsole.Viewer)).Error?.Kind);
    }

    private Task<Result<PruneTold.Pruned>> PruneAsync(Actor actor) => _console.Get<PruneTold>().HandleAsync(actor, None);

    private static WebhookDelivery Delivery(Webhook webhook, DateTime at, DeliveryState state) =>
        new() { Webhook = webhook, EventId = Guid.NewGuid(), Action = "release.live", Body = "{}", CreatedAt = at, State = state };

    private static Notification Told(string topic, DateTime at) => new() { PersonId = "u-ada", Topic = topic, Title = "Decide", Href = "/reviews/REL-0001", At = at };
}
