using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

/// <summary>A console that may send to the own machine, over a database file: deliveries to several targets are written at once.</summary>
internal sealed class WebhookConsole : IDisposable
{
    private readonly FileDatabase _database = new();
    private readonly TestConsole _console;

    public WebhookConsole(params string[] allowed)
    {
        var options = new WebhookOptions(AllowedHosts.Parse(allowed).Value, PlainLoopback: true, new Uri("https://ops.example.com/"));
        _console = new TestConsole(services => services
            .AddSingleton<IDbContextFactory<OpsDbContext>>(_database).AddSingleton(options).AddSingleton<ISecretResolver>(Secrets));
    }

    public static Actor Admin { get; } = Actor.Person("u-noah", "Noah", [Role.Admin]);

    public static Actor Job { get; } = Actor.System("webhooks");

    public FakeTimeProvider Clock => _console.Clock;

    public KnownSecrets Secrets { get; } = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _console.Get<T>();

    public OpsDbContext Open() => _database.CreateDbContext();

    public void Dispose()
    {
        _console.Dispose();
        _database.Dispose();
    }

    public async Task<string> AddAsync(string url, params string[] events)
    {
        var added = await Get<CreateWebhook>().HandleAsync(Facts(url, events), Admin, None);
        Assert.True(added.IsOk, added.Error?.Message);
        return added.Value;
    }

    public static WebhookFacts Facts(string url, params string[] events) => new() { Name = "Chat", Url = url, SecretRef = "env:HOOK", Events = events };

    public async Task<Guid> HappenAsync(string action, string? reason = null)
    {
        await using var context = Open();
        Get<IAuditLog>().Append(context, TestConsole.Engineer, new AuditEntry(action, "release", "REL-0148") { PromptKey = "support/answer", Reason = reason, Details = new { hidden = "payload" } });
        await context.SaveChangesAsync(None);
        return context.ChangeTracker.Entries<AuditEvent>().Single().Entity.EventId;
    }

    public async Task<int> QueueAsync()
    {
        var queued = await Get<QueueDeliveries>().HandleAsync(Job, None);
        Assert.True(queued.IsOk, queued.Error?.Message);
        return queued.Value;
    }

    public async Task<SendDeliveries.Sent> SendAsync()
    {
        var sent = await Get<SendDeliveries>().HandleAsync(Job, None);
        Assert.True(sent.IsOk, sent.Error?.Message);
        return sent.Value;
    }

    public async Task<List<WebhookDelivery>> DeliveriesAsync()
    {
        await using var context = Open();
        return await context.WebhookDeliveries.AsNoTracking().OrderBy(row => row.Id).ToListAsync(None);
    }

    public async Task<List<string>> ActionsAsync()
    {
        await using var context = Open();
        return await context.AuditEvents.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(None);
    }

    internal sealed class KnownSecrets : ISecretResolver
    {
        public string? Value { get; set; } = "s3cret";

        public string? Resolve(string reference) => Value;
    }
}
