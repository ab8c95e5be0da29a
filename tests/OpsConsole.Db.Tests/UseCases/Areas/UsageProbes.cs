using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class UsageProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(RecordCalls)] = async on =>
        {
            var first = await OkAsync(on.Get<RecordCalls>().HandleAsync([new(Call(on))], Actor, Now));
            var again = await OkAsync(on.Get<RecordCalls>().HandleAsync([new(Call(on)), new(Call(on, "b"))], Actor, Now));
            Assert.Equal((1, 1, 1), (first.Accepted, again.Accepted, again.Duplicates));
        },
        [typeof(RecordFeedback)] = async on =>
        {
            await OkAsync(on.Get<RecordCalls>().HandleAsync([new(Call(on))], Actor, Now));
            var answer = await OkAsync(on.Get<RecordFeedback>().HandleAsync(
                [new(new FeedbackReport { Id = on.NewKey, CallId = on.NewKey, At = "2026-11-24T11:00:00Z", Rating = JsonSerializer.SerializeToElement("up") })], Actor, Now));
            Assert.Equal(1, answer.Accepted);
        },
        [typeof(GetArmHours)] = async on =>
        {
            await OkAsync(on.Get<RecordCalls>().HandleAsync([new(Call(on))], Actor, Now));
            Assert.NotEmpty(await OkAsync(on.Get<GetArmHours>().HandleAsync(new(on.World.Prompt.Key, []), Actor, Now)));
            Assert.NotEmpty(await OkAsync(on.Get<GetArmHours>().HandleAsync(new(on.World.Prompt.Key, [1]), Actor, Now)));
        },
        [typeof(CheckGuardrails)] = async on =>
        {
            var id = await BreachAsync(on);
            Assert.InRange(await OkAsync(on.Get<CheckGuardrails>().HandleAsync(Actor, Now)), 1, int.MaxValue);
            await using var context = await on.Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(Now);
            Assert.Equal(ReleaseState.RolledBack, (await context.Releases.SingleAsync(row => row.Id == id, Now)).State);
        },
    };

    private static CallReport Call(ProbedConsole on, string suffix = "") => new()
    {
        Id = on.NewKey + suffix,
        StartedAt = "2026-11-24T11:00:00Z",
        DurationMs = 10,
        Status = "ok",
        Prompt = new PromptReport(on.World.Prompt.Key, 1),
        Provider = on.World.Provider.Key,
        Model = on.World.Model.Key,
    };

    /// <summary>A canary all of whose calls have failed.</summary>
    private static async Task<int> BreachAsync(ProbedConsole on)
    {
        await using var context = await on.Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(Now);
        var canary = new PromptVersion
        {
            PromptId = on.World.Prompt.Id,
            Number = 2,
            Messages = [],
            Variables = [],
            ContentHash = new string('f', 64),
            AuthorId = "u-bob",
            AuthorName = "Bob",
        };
        var release = new Release
        {
            PromptId = on.World.Prompt.Id,
            Version = canary,
            Label = "probed",
            ContentHash = canary.ContentHash,
            RequestedById = "u-bob",
            RequestedByName = "Bob",
        };
        release.Approve(World.Noon, World.Noon);
        release.StartCanary(5, Guardrails.Default, World.Noon);
        context.Add(release);
        await context.SaveChangesAsync(Now);
        context.Add(new PromptLabel { PromptId = on.World.Prompt.Id, Name = "probed", VersionId = on.World.PromptVersion.Id, CanaryVersionId = canary.Id, CanaryReleaseId = release.Id, CanaryPercent = 5 });
        context.AddRange(Hour(on, 1, 0), Hour(on, 2, 100));
        await context.SaveChangesAsync(Now);
        return release.Id;
    }

    private static ArmHour Hour(ProbedConsole on, int version, int errors) => new()
    {
        PromptKey = on.World.Prompt.Key,
        PromptVersion = version,
        Hour = World.Noon.Date.AddHours(20),
        Calls = 100,
        Errors = errors,
        Latencies = "1",
    };
}
