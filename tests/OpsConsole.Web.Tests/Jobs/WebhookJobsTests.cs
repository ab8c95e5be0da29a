using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Web.Jobs;
using Xunit;

namespace OpsConsole.Web.Tests.Jobs;

/// <summary>What happens reaches the delivery log by the console's own jobs.</summary>
[Collection(OneHostAtATime.Name)]
public sealed class WebhookJobsTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_AnEvent_IsQueuedAndTriedByThem()
    {
        await using var host = new WebHost();
        var contexts = host.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(None);
        context.Webhooks.Add(new Webhook { Name = "Chat", Url = "https://hooks.example.com/", SecretRef = "env:HOOK", Events = [], Enabled = true, ScannedUntil = DateTime.UtcNow.AddHours(-1) });
        host.Services.GetRequiredService<IAuditLog>().Append(context, Actor.System("test"), new AuditEntry("release.live", "release", "REL-0001"));
        await context.SaveChangesAsync(None);

        await using var scope = host.Services.CreateAsyncScope();
        using (var connection = scope.ServiceProvider.GetRequiredService<JobStorage>().GetConnection())
            Assert.Superset(new HashSet<string> { "console:webhooks-queue", "console:webhooks-send" }, connection.GetRecurringJobs().Select(job => job.Id).ToHashSet());
        await scope.ServiceProvider.GetRequiredService<QueueDeliveriesJob>().RunAsync(None);
        await scope.ServiceProvider.GetRequiredService<SendDeliveriesJob>().RunAsync(None);

        // The host's own scheduler may be at it at this instant; its attempt tells as well.
        WebhookDelivery delivery;
        do
            delivery = await context.WebhookDeliveries.AsNoTracking().SingleAsync(None);
        while (delivery.LastError is null);
        Assert.Contains("Webhooks:AllowedHosts lists no host", delivery.LastError, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Pending, delivery.State);
        Assert.InRange(delivery.Attempts, 1, 2);
    }
}
