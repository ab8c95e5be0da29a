using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Tests.Features.Usage;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>A canary at 5 % of v2 beside the live v1, and what services report of both.</summary>
public sealed class CheckGuardrailsTests
{
    private static readonly Actor Job = Actor.System("guardrails");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_ArmsAlike_StoresTheFiguresAndLeavesTheCanaryRolling()
    {
        await using var world = await StartAsync();
        var id = await RollAsync(world);
        await ReportAsync(world, 1, calls: 400, errors: 8);
        await ReportAsync(world, 2, calls: 100, errors: 2);

        Assert.Equal(0, (await CheckAsync(world)).Value);

        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.Rolling, world.Now), (release.State, release.GuardrailsAt!.Value));
        var errors = release.GuardrailFigures[0];
        Assert.Equal((0.02, 0.02, 400L, 100L, GuardrailState.Holds), (errors.Stable!.Value, errors.Canary!.Value, errors.StableN, errors.CanaryN, errors.State));
        Assert.Equal(["Error rate", "Latency p95", "Negative feedback", "Cost per call"], release.GuardrailFigures.Select(figure => figure.Name));
        Assert.Equal(5, (await world.LabelAsync())!.CanaryPercent);
        Assert.Empty(await world.AuditAsync("release.rolled-back"));
    }

    [Fact]
    public async Task Check_Breach_RollsBackByItselfWithTheFigures()
    {
        await using var world = await StartAsync();
        var id = await RollAsync(world);
        await ReportAsync(world, 1, calls: 400, errors: 4);
        await ReportAsync(world, 2, calls: 100, errors: 20);
        var told = new List<string>();
        using var moves = world.Get<ChangeFeed>().Subscribe(ChangeFeed.Labels, () => told.Add("labels"));
        using var pages = world.Get<ChangeFeed>().Subscribe(ChangeFeed.Release(id), () => told.Add("release"));

        Assert.Equal(1, (await CheckAsync(world)).Value);

        const string Why = "Errors: 20.0 % against 1.0 %, 19.0 points more";
        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.RolledBack, null, world.Now), (release.State, release.Percent, release.EndedAt!.Value));
        Assert.StartsWith($"Rolled back by itself. {Why}", release.EndReason, StringComparison.Ordinal);
        Assert.Equal(GuardrailState.Breached, release.GuardrailFigures[0].State);
        Assert.Equal(VersionState.Approved, release.Version!.State);

        var label = (await world.LabelAsync())!;
        Assert.Equal((1, null, null, null), (label.Version!.Number, label.CanaryVersionId, label.CanaryReleaseId, label.CanaryPercent));
        await using var context = world.Open();
        var move = await context.LabelMoves.OrderBy(row => row.Id).LastAsync(None);
        Assert.Equal((1, null, id, "system:guardrails"), (move.ToNumber, move.CanaryNumber, move.ReleaseId, move.ById));
        Assert.Contains(Why, move.Why, StringComparison.Ordinal);

        var entry = await context.AuditEvents.SingleAsync(row => row.Action == "release.rolled-back", None);
        Assert.Equal((release.Key, ActorKind.System), (entry.ObjectKey, entry.ActorKind));
        Assert.Contains(Why, entry.Reason, StringComparison.Ordinal);
        Assert.Contains("\"canary\":0.2", entry.PayloadJson, StringComparison.Ordinal);
        Assert.Contains("\"percent\":5", entry.PayloadJson, StringComparison.Ordinal);
        Assert.Equal(["labels", "release"], told.Order());
    }

    [Fact]
    public async Task Check_Breach_TellsWhoAskedWhoApprovedAndTheEngineersOnce()
    {
        await using var world = await StartAsync();
        var id = await RollAsync(world);
        await ReportAsync(world, 1, calls: 100, errors: 0);
        await ReportAsync(world, 2, calls: 100, errors: 50);

        await CheckAsync(world);

        await using var context = world.Open();
        var notices = await context.Notifications.Where(row => row.Topic == $"{Release.KeyOf(id)}:rolled-back").ToListAsync(None);
        Assert.Equal(new[] { Author.Id, Manager.Id, Engineer.Id }.Order(), notices.Select(row => row.PersonId).Order());
        Assert.All(notices, notice => Assert.Equal($"/reviews/{Release.KeyOf(id)}", notice.Href));
        Assert.Contains("Errors: 50.0 %", notices[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CallsFromBeforeTheCanarysHour_DoNotCount()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await ReportAsync(world, 2, calls: 200, errors: 200);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var id = await RollAsync(world, goLive: false);
        await ReportAsync(world, 1, calls: 60, errors: 0);
        await ReportAsync(world, 2, calls: 60, errors: 0);

        Assert.Equal(0, (await CheckAsync(world)).Value);

        Assert.Equal((60L, 60L), (await world.ReadAsync(id)).GuardrailFigures[0] is var figure ? (figure.StableN, figure.CanaryN) : default);
    }

    [Fact]
    public async Task Check_HeldCanary_IsGuardedAllTheSame()
    {
        await using var world = await StartAsync();
        var id = await RollAsync(world);
        await world.Get<HoldRollout>().HandleAsync(id, true, Engineer, None);
        await ReportAsync(world, 1, calls: 100, errors: 0);
        await ReportAsync(world, 2, calls: 100, errors: 50);

        Assert.Equal(1, (await CheckAsync(world)).Value);
    }

    [Fact]
    public async Task Check_AfterTheRollback_FindsNothingMore()
    {
        await using var world = await StartAsync();
        await RollAsync(world);
        await ReportAsync(world, 1, calls: 100, errors: 0);
        await ReportAsync(world, 2, calls: 100, errors: 50);

        Assert.Equal(1, (await CheckAsync(world)).Value);
        Assert.Equal(0, (await CheckAsync(world)).Value);
        Assert.Empty((await world.Get<CheckServed>().HandleAsync(Job, None)).Value);
    }

    [Fact]
    public async Task Check_OneThatCannotBeMeasured_DoesNotLeaveTheOthersUnguarded()
    {
        await using var world = await StartAsync();
        var id = await RollAsync(world);
        await ReportAsync(world, 1, calls: 100, errors: 0);
        await ReportAsync(world, 2, calls: 100, errors: 50);
        await using (var context = world.Open())
        {
            // An older release of another prompt, whose hours cannot be read.
            var other = new Prompt { Key = "support/other", Name = "Other", SystemId = (await context.Systems.FirstAsync(None)).Id };
            var good = await context.PromptVersions.Include(row => row.Prompt).FirstAsync(None);
            var version = new PromptVersion { Prompt = other, Number = 1, Messages = good.Messages, Variables = [], ContentHash = good.ContentHash, AuthorId = "a", AuthorName = "A" };
            var broken = new Release { Prompt = other, Version = version, Label = Label, ContentHash = good.ContentHash, RequestedById = "a", RequestedByName = "A" };
            broken.Approve(world.Now, world.Now);
            broken.StartCanary(5, Guardrails.Default, world.Now);
            context.Add(broken);
            await context.SaveChangesAsync(None);
            context.Add(new PromptLabel { Prompt = other, Name = Label, VersionId = version.Id, CanaryVersionId = version.Id, CanaryReleaseId = broken.Id, CanaryPercent = 5 });
            context.Add(new Core.Features.Usage.Model.ArmHour { PromptKey = other.Key, PromptVersion = 1, Hour = world.Now.Date.AddHours(world.Now.Hour), Latencies = "?" });
            await context.SaveChangesAsync(None);
        }

        await Assert.ThrowsAsync<AggregateException>(() => CheckAsync(world));

        Assert.Equal(ReleaseState.RolledBack, (await world.ReadAsync(id)).State);
    }

    [Fact]
    public async Task Check_ByTwoNodesAtOnce_RollsBackOnce()
    {
        var database = new FileDatabase();
        await using var world = await StartAsync(database, database);
        await RollAsync(world);
        await ReportAsync(world, 1, calls: 100, errors: 0);
        await ReportAsync(world, 2, calls: 100, errors: 50);
        using var gate = new Barrier(2);

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            gate.SignalAndWait(None);
            return CheckAsync(world);
        })));

        Assert.Equal(1, results.Sum(result => result.Value));
        Assert.Equal(["release.rolled-back Ok"], await world.AuditAsync("release.rolled-back"));
        await using var context = world.Open();
        Assert.Equal(1, await context.LabelMoves.CountAsync(row => row.ById == Job.Id, None));
    }

    [Fact]
    public async Task Check_WithoutPermission_IsDenied()
    {
        await using var world = await StartAsync();

        Assert.Equal("auth.denied", (await world.Get<CheckGuardrails>().HandleAsync(Author, None)).Error?.Code);
    }

    private static Task<Result<int>> CheckAsync(ReleaseWorld world) => world.Get<CheckGuardrails>().HandleAsync(Job, None);

    /// <summary>v1 live, and the next version on 5 % of subjects; answers with the canary's release.</summary>
    private static async Task<int> RollAsync(ReleaseWorld world, bool goLive = true)
    {
        if (goLive)
            await world.GoLiveAsync();
        var id = await world.ApproveAsync();
        var started = await world.Get<StartRollout>().HandleAsync(new(id, 5), Engineer, None);
        Assert.True(started.IsOk, started.Error?.Message);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }

    private static async Task ReportAsync(ReleaseWorld world, int version, int calls, int errors)
    {
        var batch = Reports.Batch(Enumerable.Range(0, calls).Select(i => Reports.Call(Guid.NewGuid().ToString()) with
        {
            StartedAt = world.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Prompt = new PromptReport(Key, version),
            Status = i < errors ? "error" : "ok",
        }));
        Assert.Equal(calls, (await world.Get<RecordCalls>().HandleAsync(batch, Reports.Service, None)).Value.Accepted);
    }
}
