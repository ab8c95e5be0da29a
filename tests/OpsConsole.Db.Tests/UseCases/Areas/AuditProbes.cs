using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class AuditProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(ListAuditEvents)] = async on =>
        {
            var all = await OkAsync(on.Get<ListAuditEvents>().HandleAsync(new() { Prompt = on.World.Prompt.Key }, Actor, Now));
            Assert.NotEmpty(all.Items);
            await OkAsync(on.Get<ListAuditEvents>().HandleAsync(
                new()
                {
                    Actor = "ada",
                    Action = "release",
                    Object = "REL",
                    Prompt = on.World.Prompt.Key,
                    Outcome = AuditOutcome.Denied,
                    From = new DateOnly(2026, 1, 1),
                    To = new DateOnly(2027, 1, 1),
                    After = "9",
                },
                Actor, Now));
        },
        [typeof(GetAuditEvent)] = async on =>
        {
            var all = await OkAsync(on.Get<ListAuditEvents>().HandleAsync(new() { Prompt = on.World.Prompt.Key }, Actor, Now));
            await OkAsync(on.Get<GetAuditEvent>().HandleAsync(all.Items[0].EventId, Actor, Now));
        },
    };
}
