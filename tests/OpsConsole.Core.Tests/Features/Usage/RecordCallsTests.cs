using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Core.Statistics;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Usage;

public sealed class RecordCallsTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    public static TheoryData<string, CallReport> Faulty => new()
    {
        { "calls.id", Reports.Call() with { Id = null } },
        { "calls.id", Reports.Call("") },
        { "calls.id", Reports.Call(" ") },
        { "calls.id", Reports.Call("call ") },
        { "calls.id", Reports.Call("a\0b") },
        { "calls.id", Reports.Call(new string('x', 121)) },
        { "calls.started-at", Reports.Call() with { StartedAt = null } },
        { "calls.started-at", Reports.Call() with { StartedAt = "yesterday" } },
        { "calls.started-at", Reports.Call() with { StartedAt = "23/11/2026 08:00" } },
        { "calls.started-at", Reports.Call() with { StartedAt = "2026-11-23T08:00:00" } },
        { "calls.started-at", Reports.Call() with { StartedAt = "2026-02-30T08:00:00Z" } },
        { "calls.started-at-future", Reports.Call() with { StartedAt = "2026-11-23T08:05:01Z" } },
        { "calls.started-at-old", Reports.Call() with { StartedAt = "2026-08-25T07:59:59Z" } },
        { "calls.duration", Reports.Call() with { DurationMs = null } },
        { "calls.duration", Reports.Call() with { DurationMs = -1 } },
        { "calls.duration", Reports.Call() with { DurationMs = double.NaN } },
        { "calls.duration", Reports.Call() with { DurationMs = double.PositiveInfinity } },
        { "calls.duration", Reports.Call() with { DurationMs = 86_400_001 } },
        { "calls.time-to-first-token", Reports.Call() with { TimeToFirstTokenMs = double.NegativeInfinity } },
        { "calls.status", Reports.Call() with { Status = null } },
        { "calls.status", Reports.Call() with { Status = "OK" } },
        { "calls.prompt", Reports.Call() with { Prompt = new PromptReport(null, 1) } },
        { "calls.prompt", Reports.Call() with { Prompt = new PromptReport("Support Answer", 1) } },
        { "calls.prompt", Reports.Call() with { Prompt = new PromptReport("support/answer", null) } },
        { "calls.prompt", Reports.Call() with { Prompt = new PromptReport("support/answer", 0) } },
        { "calls.tokens", Reports.Call() with { Usage = new TokenReport(-1, 0, 0, 0) } },
        { "calls.tokens", Reports.Call() with { Usage = new TokenReport(10_000_001, 0, 0, 0) } },
        { "calls.tokens", Reports.Call() with { Usage = new TokenReport(10, 11, 0, 0) } },
        { "calls.tokens", Reports.Call() with { Usage = new TokenReport(0, 0, 10, 11) } },
        { "calls.text", Reports.Call() with { System = new string('x', 121) } },
        { "calls.text", Reports.Call() with { Model = new string('x', 201) } },
        { "calls.text", Reports.Call() with { ErrorType = "a\0b" } },
        { "calls.text", Reports.Call() with { UserId = new string('x', 501) } },
        { "calls.tags", Reports.Call() with { Tags = [.. Enumerable.Repeat("a", 21)] } },
        { "calls.tags", Reports.Call() with { Tags = ["a", null] } },
        { "calls.tags", Reports.Call() with { Tags = [" "] } },
        { "calls.tags", Reports.Call() with { Tags = [new string('x', 101)] } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Record_FaultyItem_IsRejectedAloneWithItsCode(string code, CallReport faulty)
    {
        var answer = await RecordAsync(Reports.Call("before"), faulty, Reports.Call("after"));

        var rejected = Assert.Single(answer.Rejected);
        Assert.Equal((1, code), (rejected.Index, rejected.Code));
        Assert.NotEmpty(rejected.Message);
        Assert.Equal((2, 0), (answer.Accepted, answer.Duplicates));
        Assert.Equal(["after", "before"], (await StoredAsync()).Select(row => row.CallId).Order());
    }

    [Fact]
    public async Task Record_SeveralFaultsInOne_NamesThemAll()
    {
        var rejected = Assert.Single((await RecordAsync(Reports.Call() with { DurationMs = -1, Status = "fine" })).Rejected);

        Assert.Equal("calls.duration", rejected.Code);
        Assert.Contains("durationMs", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("status", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_Unreadable_IsRejectedWithItsReason()
    {
        var answer = (await _console.Get<RecordCalls>().HandleAsync([new(null, "durationMs: is not of the right type"), new(null)], Reports.Service, None)).Value;

        Assert.Equal([(0, "calls.unreadable"), (1, "calls.unreadable")], answer.Rejected.Select(item => (item.Index, item.Code)));
        Assert.Equal("durationMs: is not of the right type", answer.Rejected[0].Message);
    }

    [Fact]
    public async Task Record_AtTheEdgeOfTheWindow_IsTaken()
    {
        var answer = await RecordAsync(
            Reports.Call("soon") with { StartedAt = "2026-11-23T08:05:00Z" },
            Reports.Call("long-ago") with { StartedAt = "2026-08-25T08:00:00Z" },
            Reports.Call("bare") with { Prompt = null, Provider = null, Model = null, Usage = null, DurationMs = 0 });

        Assert.Equal((3, 0, 0), (answer.Accepted, answer.Duplicates, answer.Rejected.Count));
    }

    [Fact]
    public async Task Record_MoreThanABatchTakes_IsRefusedAsAWhole()
    {
        var refused = await _console.Get<RecordCalls>().HandleAsync(Reports.Batch(Enumerable.Range(0, 1001).Select(i => Reports.Call($"c{i}"))), Reports.Service, None);

        Assert.Equal("usage.too-many", refused.Error?.Code);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Record_WithoutPermission_IsDenied()
    {
        Assert.Equal("auth.denied", (await _console.Get<RecordCalls>().HandleAsync(Reports.Batch(Reports.Call()), TestConsole.Viewer, None)).Error?.Code);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Record_Everything_IsKeptAndTheUserOnlyAsAHash()
    {
        await RecordAsync(Reports.Call() with
        {
            StartedAt = "2026-11-23T09:30:00.250+02:00",
            TimeToFirstTokenMs = 120,
            System = "support",
            Operation = "chat",
            Status = "error",
            ErrorType = "timeout",
            UserId = "anna@example.com",
            SessionId = "s-1",
            TraceId = "t-1",
            SpanId = "p-1",
            CacheHit = true,
            Tags = ["web", "de"],
            Usage = new TokenReport(1000, 200, 100, 40),
        });

        var row = Assert.Single(await StoredAsync());
        Assert.Equal(new DateTime(2026, 11, 23, 7, 30, 0, 250, DateTimeKind.Utc), row.StartedAt);
        Assert.Equal(_console.Clock.GetUtcNow().UtcDateTime, row.ReceivedAt);
        Assert.Equal((800, 120, CallStatus.Error, "timeout"), (row.DurationMs, row.TimeToFirstTokenMs, row.Status, row.ErrorType));
        Assert.Equal(("support", "support/answer", 7, "openai", "gpt", "chat"), (row.SystemKey, row.PromptKey, row.PromptVersion, row.Provider, row.Model, row.Operation));
        Assert.Equal((1000, 200, 100, 40, true), (row.InputTokens, row.CachedInputTokens, row.OutputTokens, row.ReasoningTokens, row.CacheHit));
        Assert.Equal(("s-1", "t-1", "p-1"), (row.SessionId, row.TraceId, row.SpanId));
        Assert.Equal(["web", "de"], row.Tags);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("anna@example.com"u8)), row.UserHash);
    }

    [Fact]
    public async Task Record_DeliveredAgain_IsOneCallCountedOnce()
    {
        var first = await RecordAsync(Reports.Call("a"), Reports.Call("a"), Reports.Call("b"));
        var again = await RecordAsync(Reports.Call("a"), Reports.Call("b"), Reports.Call("c"));

        Assert.Equal((2, 1), (first.Accepted, first.Duplicates));
        Assert.Equal((1, 2), (again.Accepted, again.Duplicates));
        Assert.Equal(["a", "b", "c"], (await StoredAsync()).Select(row => row.CallId).Order());
        Assert.Equal(3, Assert.Single(await HoursAsync()).Calls);
    }

    [Fact]
    public async Task Record_FaultyThenGoodUnderOneId_TakesTheGoodOne()
    {
        var answer = await RecordAsync(Reports.Call("a") with { Status = "?" }, Reports.Call("a"));

        Assert.Equal((1, 0, 1), (answer.Accepted, answer.Duplicates, answer.Rejected.Count));
    }

    [Fact]
    public async Task Record_IdsThatDifferInCase_AreTwoCalls() => Assert.Equal(2, (await RecordAsync(Reports.Call("a"), Reports.Call("A"))).Accepted);

    [Fact]
    public async Task Record_AcrossAnHourAndTimeZones_CountsByTheUtcHourOfItsStart()
    {
        await RecordAsync(
            Reports.Call("last") with { StartedAt = "2026-11-23T06:59:59.999999Z", DurationMs = 100 },
            Reports.Call("first") with { StartedAt = "2026-11-23T07:00:00Z", DurationMs = 200 },
            Reports.Call("kolkata") with { StartedAt = "2026-11-23T12:29:59+05:30", DurationMs = 300 },
            Reports.Call("day-before") with { StartedAt = "2026-11-22T23:30:00-08:00", Status = "error" },
            Reports.Call("other-version") with { Prompt = new PromptReport("support/answer", 6) },
            Reports.Call("no-prompt") with { Prompt = null });

        var hours = await HoursAsync();
        Assert.Equal(
            [(7, Hour(6), 2, 0), (7, Hour(7), 2, 1), (6, Hour(7), 1, 0)],
            hours.OrderByDescending(row => row.PromptVersion).ThenBy(row => row.Hour).Select(row => (row.PromptVersion, row.Hour, (int)row.Calls, (int)row.Errors)));
        Assert.Equal(2, LatencyHistogram.Parse(hours.Single(row => row.Hour == Hour(6)).Latencies).Count);
        Assert.Equal(1, LatencyHistogram.Parse(hours.Single(row => row is { PromptVersion: 7 } && row.Hour == Hour(7)).Latencies).Count);
    }

    [Fact]
    public async Task Record_WithAPrice_CostsWhatWasValidAtItsTime()
    {
        await _console.Get<CreateProvider>().HandleAsync(new("openai", ProviderKind.Echo, new ProviderFacts { Name = "OpenAI" }), TestConsole.Engineer, None);
        await _console.Get<AddModel>().HandleAsync(new("openai", "gpt", "GPT"), TestConsole.Engineer, None);
        foreach (var (from, input) in new[] { (new DateOnly(2026, 11, 1), 1m), (new DateOnly(2026, 11, 23), 2m) })
        {
            Assert.True((await _console.Get<SetPrice>().HandleAsync(
                new("openai", "gpt", from, Money.FromDollars(input), Money.FromDollars(0.5m), Money.FromDollars(10), null, "list", from), TestConsole.Engineer, None)).IsOk);
        }

        await RecordAsync(
            Reports.Call("new"),
            Reports.Call("old") with { StartedAt = "2026-11-22T23:59:59Z" },
            Reports.Call("before") with { StartedAt = "2026-10-31T12:00:00Z" },
            Reports.Call("other-model") with { Model = "gpt-2" },
            Reports.Call("other-provider") with { Provider = "azure" });

        // 800 fresh input tokens, 200 cached, 100 output.
        var costs = (await StoredAsync()).ToDictionary(row => row.CallId, row => row.Cost);
        Assert.Equal(Money.FromDollars(0.0016m + 0.0001m + 0.001m), costs["new"]);
        Assert.Equal(Money.FromDollars(0.0008m + 0.0001m + 0.001m), costs["old"]);
        Assert.Equal([null, null, null], [costs["before"], costs["other-model"], costs["other-provider"]]);
        var hour = Assert.Single(await HoursAsync(), row => row.Hour == Hour(7));
        Assert.Equal((3, 1, costs["new"]!.Value), (hour.Calls, hour.PricedCalls, hour.Cost));
    }

    [Fact]
    public async Task Record_Stored_TellsPagesOfThePromptAndARepetitionDoesNot()
    {
        var told = 0;
        using var subscription = _console.Get<ChangeFeed>().Subscribe(ChangeFeed.Prompt("support/answer"), () => told++);

        await RecordAsync(Reports.Call("a"), Reports.Call("b"));
        await RecordAsync(Reports.Call("a"));

        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Record_AThousandCalls_TakesFewStatements()
    {
        var queries = new QueryCounter();
        using var database = new FileDatabase(interceptors: queries);
        using var console = new TestConsole(services => services.AddSingleton<IDbContextFactory<OpsDbContext>>(database));
        var calls = Enumerable.Range(0, 1000).Select(i => Reports.Call($"c{i}") with
        {
            Prompt = new PromptReport($"support/p{i % 4}", 1 + (i % 2)),
            StartedAt = $"2026-11-23T0{i % 3}:00:00Z",
            Provider = $"p{i % 7}",
        });
        var batch = Reports.Batch(calls);
        queries.Start();

        Assert.Equal(1000, (await console.Get<RecordCalls>().HandleAsync(batch, Reports.Service, None)).Value.Accepted);
        var first = queries.Seen.Count;
        queries.Start();
        Assert.Equal(1000, (await console.Get<RecordCalls>().HandleAsync(batch, Reports.Service, None)).Value.Duplicates);

        // Some ninety rows a statement fit under SQL Server's limit of parameters; twelve hours are begun with one statement.
        Assert.InRange(first, 10, 20);
        Assert.InRange(queries.Seen.Count, 3, 8);
        await using var context = database.CreateDbContext();
        Assert.Equal((1000, 12, 1000L), (await context.Calls.CountAsync(None), await context.ArmHours.CountAsync(None), await context.ArmHours.SumAsync(row => row.Calls, None)));
    }

    private static DateTime Hour(int hour) => new(2026, 11, 23, hour, 0, 0, DateTimeKind.Utc);

    private async Task<IngestAnswer> RecordAsync(params CallReport[] calls) => (await _console.Get<RecordCalls>().HandleAsync(Reports.Batch(calls), Reports.Service, None)).Value;

    private async Task<List<RecordedCall>> StoredAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.Calls.AsNoTracking().ToListAsync(None);
    }

    private async Task<List<ArmHour>> HoursAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.ArmHours.AsNoTracking().ToListAsync(None);
    }
}
