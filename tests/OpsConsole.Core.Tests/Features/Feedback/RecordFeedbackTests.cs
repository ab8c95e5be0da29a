using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Core.Tests.Features.Usage;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Feedback;

public sealed class RecordFeedbackTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData("\"up\"", FeedbackRating.Positive, null)]
    [InlineData("\"down\"", FeedbackRating.Negative, null)]
    [InlineData("1", FeedbackRating.Negative, 1)]
    [InlineData("2", FeedbackRating.Negative, 2)]
    [InlineData("3", FeedbackRating.Neutral, 3)]
    [InlineData("4", FeedbackRating.Positive, 4)]
    [InlineData("5", FeedbackRating.Positive, 5)]
    public async Task Record_Rating_IsReadAndCounted(string rating, FeedbackRating expected, int? stars)
    {
        await RecordAsync(Reports.Feedback(rating: rating));

        var row = Assert.Single(await StoredAsync());
        Assert.Equal((expected, stars), (row.Rating, row.Stars));
        var hour = Assert.Single(await HoursAsync());
        Assert.Equal(
            (expected == FeedbackRating.Negative ? 1 : 0, expected == FeedbackRating.Neutral ? 1 : 0, expected == FeedbackRating.Positive ? 1 : 0, 0),
            (hour.NegativeFeedback, hour.NeutralFeedback, hour.PositiveFeedback, hour.Calls));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("-1")]
    [InlineData("3.5")]
    [InlineData("1e999")]
    [InlineData("\"5\"")]
    [InlineData("\"Up\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task Record_RatingThatIsNone_IsRejected(string rating) =>
        Assert.Equal("feedback.rating", Assert.Single((await RecordAsync(Reports.Feedback(rating: rating))).Rejected).Code);

    public static TheoryData<string, FeedbackReport> Faulty => new()
    {
        { "feedback.id", Reports.Feedback("") },
        { "feedback.at", Reports.Feedback() with { At = null } },
        { "feedback.at-future", Reports.Feedback() with { At = "2026-11-23T09:00:00Z" } },
        { "feedback.at-old", Reports.Feedback() with { At = "2026-01-01T00:00:00Z" } },
        { "feedback.rating", Reports.Feedback() with { Rating = null } },
        { "feedback.prompt", Reports.Feedback() with { Prompt = new PromptReport("support/answer", -3) } },
        { "feedback.text", Reports.Feedback() with { Comment = new string('x', 10_001) } },
        { "feedback.text", Reports.Feedback() with { CallId = new string('x', 121) } },
        { "feedback.tags", Reports.Feedback() with { Tags = [.. Enumerable.Repeat("a", 21)] } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Record_FaultyItem_IsRejectedAloneWithItsCode(string code, FeedbackReport faulty)
    {
        var answer = await RecordAsync(faulty, Reports.Feedback("good"));

        Assert.Equal((0, code), Assert.Single(answer.Rejected) is var rejected ? (rejected.Index, rejected.Code) : default);
        Assert.Equal("good", Assert.Single(await StoredAsync()).FeedbackId);
    }

    [Fact]
    public async Task Record_Comment_IsNotedAndNotKept()
    {
        await RecordAsync(Reports.Feedback("a") with { Comment = "My name is Anna and it was wrong", UserId = "anna" }, Reports.Feedback("b") with { Comment = "  " });

        var rows = await StoredAsync();
        Assert.Equal([true, false], rows.OrderBy(row => row.FeedbackId).Select(row => row.HasComment));
        await using var context = _console.Database.CreateDbContext();
        var text = string.Join('|', context.Feedback.AsEnumerable().Select(row => System.Text.Json.JsonSerializer.Serialize(row)));
        Assert.DoesNotContain("Anna", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Record_WithoutPrompt_TakesItFromItsCall()
    {
        await _console.Get<RecordCalls>().HandleAsync(Reports.Batch(Reports.Call("c-1") with { System = "support" }), Reports.Service, None);
        await RecordAsync(
            Reports.Feedback("known") with { CallId = "c-1", Prompt = null },
            Reports.Feedback("own") with { CallId = "c-1", Prompt = new PromptReport("support/answer", 9) },
            Reports.Feedback("unknown") with { CallId = "c-2", Prompt = null },
            Reports.Feedback("alone") with { Prompt = null });

        var rows = (await StoredAsync()).ToDictionary(row => row.FeedbackId);
        Assert.Equal(("support/answer", 7, "support", "gpt"), (rows["known"].PromptKey, rows["known"].PromptVersion, rows["known"].SystemKey, rows["known"].Model));
        Assert.Equal(9, rows["own"].PromptVersion);
        Assert.Equal([null, null], [rows["unknown"].PromptKey, rows["alone"].PromptKey]);
        var hours = await HoursAsync();
        Assert.Equal([(7, 1), (9, 1)], hours.OrderBy(row => row.PromptVersion).Select(row => (row.PromptVersion, (int)row.PositiveFeedback)));
        Assert.Equal(1, hours.Single(row => row.PromptVersion == 7).Calls);
    }

    [Fact]
    public async Task Record_DeliveredAgain_IsCountedOnce()
    {
        var first = await RecordAsync(Reports.Feedback("a", "\"down\""), Reports.Feedback("a", "\"down\""));
        var again = await RecordAsync(Reports.Feedback("a"));

        Assert.Equal((1, 1), (first.Accepted, first.Duplicates));
        Assert.Equal((0, 1), (again.Accepted, again.Duplicates));
        Assert.Equal((1, 0), Assert.Single(await HoursAsync()) is var hour ? (hour.NegativeFeedback, hour.PositiveFeedback) : default);
    }

    [Fact]
    public async Task Record_MoreThanABatchTakesOrWithoutPermission_IsRefused()
    {
        var many = Reports.Batch(Enumerable.Range(0, 1001).Select(i => Reports.Feedback($"f{i}")));

        Assert.Equal("usage.too-many", (await _console.Get<RecordFeedback>().HandleAsync(many, Reports.Service, None)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<RecordFeedback>().HandleAsync(Reports.Batch(Reports.Feedback()), TestConsole.Engineer, None)).Error?.Code);
        Assert.Empty(await StoredAsync());
    }

    private async Task<IngestAnswer> RecordAsync(params FeedbackReport[] items) => (await _console.Get<RecordFeedback>().HandleAsync(Reports.Batch(items), Reports.Service, None)).Value;

    private async Task<List<FeedbackItem>> StoredAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.Feedback.AsNoTracking().ToListAsync(None);
    }

    private async Task<List<ArmHour>> HoursAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.ArmHours.AsNoTracking().ToListAsync(None);
    }
}
