using System.Text.Json;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage.Ingest;

namespace OpsConsole.Core.Features.Feedback;

/// <summary>What is asked of one reported reaction.</summary>
internal static class FeedbackChecks
{
    private const int LongestComment = 10_000;

    /// <summary>The row, as far as the report is right.</summary>
    public static FeedbackItem RowOf(FeedbackReport item, ItemChecks checks, DateTime now)
    {
        var (rating, stars) = RatingOf(item.Rating, checks);
        checks.That((item.Comment?.Length ?? 0) <= LongestComment, "text", "comment: takes at most 10,000 characters");
        var prompt = checks.Prompt(item.Prompt);
        return new FeedbackItem
        {
            FeedbackId = checks.Id(item.Id),
            CallId = checks.Text("callId", item.CallId, ModelBuilding.KeyLength),
            TraceId = checks.Text("traceId", item.TraceId, 64),
            At = checks.Time("at", "at", item.At),
            ReceivedAt = now,
            Rating = rating,
            Stars = stars,
            HasComment = !string.IsNullOrWhiteSpace(item.Comment),
            UserHash = UserHash.Of(checks.Text("userId", item.UserId, 500)),
            SystemKey = checks.Text("system", item.System, ModelBuilding.KeyLength),
            PromptKey = prompt?.Key,
            PromptVersion = prompt?.Version,
            Model = checks.Text("model", item.Model, ModelBuilding.NameLength),
            Tags = checks.Tags(item.Tags),
        };
    }

    /// <summary>Two stars and fewer are negative, three neutral, four and more positive.</summary>
    private static (FeedbackRating Rating, int? Stars) RatingOf(JsonElement? rating, ItemChecks checks)
    {
        if (rating is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var stars) && stars is >= 1 and <= 5)
            return (stars <= 2 ? FeedbackRating.Negative : stars == 3 ? FeedbackRating.Neutral : FeedbackRating.Positive, stars);
        var word = rating is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        checks.That(word is "up" or "down", "rating", "rating: \"up\", \"down\" or a whole number from 1 to 5 is required");
        return (word == "up" ? FeedbackRating.Positive : FeedbackRating.Negative, null);
    }
}
