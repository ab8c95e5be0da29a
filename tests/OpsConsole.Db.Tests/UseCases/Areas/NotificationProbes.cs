using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class NotificationProbes
{
    /// <summary>Who the notification of the <see cref="World"/> is for.</summary>
    private static readonly Actor Ada = Core.Common.Actor.Person("u-ada", "Ada", [Role.Viewer]);

    /// <summary>On a host that the probed console may send to, where nobody listens.</summary>
    private static readonly WebhookFacts Facts = new() { Name = "New", Url = "https://127.0.0.1:1/hook", SecretRef = "env:HOOK", Events = ["release.live"] };

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CountUnread)] = on => OkAsync(on.Get<CountUnread>().HandleAsync(Ada, Now)),
        [typeof(ListNotifications)] = async on =>
        {
            Assert.NotEmpty((await OkAsync(on.Get<ListNotifications>().HandleAsync(new(), Ada, Now))).Items);
            await OkAsync(on.Get<ListNotifications>().HandleAsync(new("u9"), Ada, Now));
            await OkAsync(on.Get<ListNotifications>().HandleAsync(new("r9"), Ada, Now));
        },
        [typeof(ReadNotifications)] = async on =>
        {
            var own = await OkAsync(on.Get<ListNotifications>().HandleAsync(new(), Ada, Now));
            await OkAsync(on.Get<ReadNotifications>().HandleAsync(new(own.Items[0].Id), Ada, Now));
            await OkAsync(on.Get<ReadNotifications>().HandleAsync(new(null), Ada, Now));
        },

        [typeof(PruneTold)] = on => OkAsync(on.Get<PruneTold>().HandleAsync(UseCaseProbes.Actor, Now)),

        [typeof(CreateWebhook)] = AddAsync,
        [typeof(UpdateWebhook)] = async on => await OkAsync(on.Get<UpdateWebhook>().HandleAsync(new(await AddAsync(on), 0, Facts with { Enabled = false }), UseCaseProbes.Actor, Now)),
        [typeof(ListWebhooks)] = async on => Assert.NotEmpty(await OkAsync(on.Get<ListWebhooks>().HandleAsync(UseCaseProbes.Actor, Now))),
        [typeof(GetWebhook)] = async on => await OkAsync(on.Get<GetWebhook>().HandleAsync(new(await AddAsync(on), DeliveryState.Failed, "9"), UseCaseProbes.Actor, Now)),
        [typeof(TestWebhook)] = TestAsync,
        [typeof(RetryDelivery)] = async on => Assert.False((await OkAsync(on.Get<RetryDelivery>().HandleAsync(await TestAsync(on), UseCaseProbes.Actor, Now))).Arrived),
        [typeof(QueueDeliveries)] = async on =>
        {
            await TellAllAsync(on);
            Assert.NotEqual(0, await OkAsync(on.Get<QueueDeliveries>().HandleAsync(UseCaseProbes.Actor, Now)));
        },
        [typeof(SendDeliveries)] = async on =>
        {
            await TellAllAsync(on);
            await OkAsync(on.Get<QueueDeliveries>().HandleAsync(UseCaseProbes.Actor, Now));
            Assert.NotEqual(0, (await OkAsync(on.Get<SendDeliveries>().HandleAsync(UseCaseProbes.Actor, Now))).Failed);
        },
    };

    private static Task<string> AddAsync(ProbedConsole on) => OkAsync(on.Get<CreateWebhook>().HandleAsync(Facts, UseCaseProbes.Actor, Now));

    private static async Task<int> TestAsync(ProbedConsole on)
    {
        var key = await AddAsync(on);
        Assert.False((await OkAsync(on.Get<TestWebhook>().HandleAsync(key, UseCaseProbes.Actor, Now))).Arrived);
        return (await OkAsync(on.Get<GetWebhook>().HandleAsync(new(key), UseCaseProbes.Actor, Now))).Deliveries.Items[0].Id;
    }

    private static async Task TellAllAsync(ProbedConsole on)
    {
        await AddAsync(on);
        await on.HappenAsync("release.live");
    }
}
