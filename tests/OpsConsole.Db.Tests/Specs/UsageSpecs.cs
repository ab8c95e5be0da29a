using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Core.Statistics;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

/// <summary>Services report at the same moment, again and again, through several nodes: nothing is lost and nothing is counted twice.</summary>
public sealed class UsageSpecs(EngineDatabases engines) : EngineSpecs(engines)
{
    private const int Batches = 12;
    private const int InABatch = 40;

    private static readonly Actor Service = Actor.Service("svc", "Service", [Permission.UsageIngest]);
    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    private readonly EngineDatabases _engines = engines;
    private readonly string _prompt = $"prompt-{Guid.NewGuid():N}";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RecordCalls_BatchesThatOverlapAtOneMoment_CountEachCallOnce(string engine)
    {
        var contexts = await _engines.UseAsync(engine);

        // Each call is in two batches, and all of them count for the same two hours of one version, which nobody has counted for before.
        var answers = await AtOnceAsync(number => new RecordCalls(contexts, new ChangeFeed(), new Clock()).HandleAsync(
            [.. Enumerable.Range(number * InABatch / 2, InABatch).Select(i => i % (Batches * InABatch / 2)).Select(i => new Reported<CallReport>(Call(i)))], Service, Cancelled));

        const int Calls = Batches * InABatch / 2;
        Assert.Equal((Calls, Calls), (answers.Sum(answer => answer.Accepted), answers.Sum(answer => answer.Duplicates)));
        await using var context = contexts.CreateDbContext();
        Assert.Equal(Calls, await context.Calls.CountAsync(row => row.PromptKey == _prompt, Cancelled));
        var hours = await context.ArmHours.Where(row => row.PromptKey == _prompt).OrderBy(row => row.Hour).ToListAsync(Cancelled);
        Assert.Equal([Calls / 2, Calls / 2], hours.Select(row => (int)row.Calls));
        Assert.Equal(Calls, hours.Sum(row => row.Errors) + hours.Sum(row => LatencyHistogram.Parse(row.Latencies).Count));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RecordCallsAndFeedback_OfOneHourAtOneMoment_BothCount(string engine)
    {
        var contexts = await _engines.UseAsync(engine);

        var answers = await AtOnceAsync(number => number % 2 == 0
            ? new RecordCalls(contexts, new ChangeFeed(), new Clock()).HandleAsync([new(Call(2 * number))], Service, Cancelled)
            : new RecordFeedback(contexts, new ChangeFeed(), new Clock()).HandleAsync([new(Feedback(number))], Service, Cancelled));

        Assert.Equal(Batches, answers.Sum(answer => answer.Accepted));
        await using var context = contexts.CreateDbContext();
        var hour = Assert.Single(await context.ArmHours.Where(row => row.PromptKey == _prompt).ToListAsync(Cancelled));
        Assert.Equal((Batches / 2, Batches / 2), (hour.Calls, hour.NegativeFeedback));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RecordCalls_InBulk_StoresWhatASaveWouldHaveStored(string engine)
    {
        var contexts = await _engines.UseAsync(engine);
        var report = Call(1) with
        {
            StartedAt = "2026-11-23T11:59:59.123456Z",
            System = "straße",
            TimeToFirstTokenMs = 12.345678,
            Provider = "p",
            Model = "größer 東京",
            Operation = "chat",
            ErrorType = "timeout",
            UserId = "ü",
            SessionId = "s",
            TraceId = "t",
            SpanId = "q",
            CacheHit = true,
            Tags = ["web", "\"quoted\""],
            Usage = new TokenReport(10, 2, 3, 1),
        };
        await new RecordCalls(contexts, new ChangeFeed(), new Clock()).HandleAsync([new(report)], Service, Cancelled);

        await using var context = contexts.CreateDbContext();
        var row = await context.Calls.SingleAsync(call => call.CallId == report.Id, Cancelled);
        Assert.Equal((new DateTime(2026, 11, 23, 11, 59, 59, 123, 456, DateTimeKind.Utc), Now), (row.StartedAt, row.ReceivedAt));
        Assert.Equal((report.DurationMs!.Value, report.TimeToFirstTokenMs, CallStatus.Error), (row.DurationMs, row.TimeToFirstTokenMs, row.Status));
        Assert.Null(row.Cost);
        Assert.Equal(("straße", "größer 東京", true), (row.SystemKey, row.Model, row.CacheHit));
        Assert.Equal(["web", "\"quoted\""], row.Tags);
        Assert.Equal(1, await context.Calls.CountAsync(call => call.Status == CallStatus.Error && call.PromptKey == _prompt, Cancelled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RecordFeedback_InBulk_StoresWhatASaveWouldHaveStored(string engine)
    {
        var contexts = await _engines.UseAsync(engine);
        var report = Feedback(1) with { Comment = "wrong", UserId = "ü", Tags = ["a"] };
        await new RecordFeedback(contexts, new ChangeFeed(), new Clock()).HandleAsync([new(report)], Service, Cancelled);

        await using var context = contexts.CreateDbContext();
        var row = await context.Feedback.SingleAsync(item => item.FeedbackId == report.Id && item.Rating == FeedbackRating.Negative, Cancelled);
        Assert.Equal((true, 1, Now.AddMinutes(-20)), (row.HasComment, row.Stars, row.At));
        Assert.Equal(["a"], row.Tags);
    }

    private static async Task<IReadOnlyList<IngestAnswer>> AtOnceAsync(Func<int, Task<Result<IngestAnswer>>> record)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Batches).Select(number => Task.Run(() => record(number), Cancelled)));
        return [.. answers.Select(answer => answer.Value)];
    }

    /// <summary>Half of the calls fall into the hour before.</summary>
    private CallReport Call(int number) => new()
    {
        Id = $"{_prompt}-{number}",
        StartedAt = number % 2 == 0 ? "2026-11-23T11:30:00Z" : "2026-11-23T10:30:00Z",
        DurationMs = 100 + number,
        Status = number % 3 == 0 || number == 1 ? "error" : "ok",
        Prompt = new PromptReport(_prompt, 3),
    };

    private FeedbackReport Feedback(int number) => new()
    {
        Id = $"{_prompt}-f{number}",
        At = "2026-11-23T11:40:00Z",
        Rating = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>("1"),
        Prompt = new PromptReport(_prompt, 3),
    };

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
