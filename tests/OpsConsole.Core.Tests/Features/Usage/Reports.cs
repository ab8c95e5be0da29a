using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Usage.Ingest;

namespace OpsConsole.Core.Tests.Features.Usage;

/// <summary>What services send, good until a test spoils it.</summary>
internal static class Reports
{
    public static readonly Actor Service = Actor.Service("svc", "Support service", [Permission.UsageIngest]);

    public static CallReport Call(string id = "call-1") => new()
    {
        Id = id,
        StartedAt = "2026-11-23T07:30:00Z",
        DurationMs = 800,
        Prompt = new PromptReport("support/answer", 7),
        Provider = "openai",
        Model = "gpt",
        Status = "ok",
        Usage = new TokenReport(1000, 200, 100, null),
    };

    public static FeedbackReport Feedback(string id = "fb-1", string rating = "\"up\"") => new()
    {
        Id = id,
        At = "2026-11-23T07:45:00Z",
        Rating = JsonSerializer.Deserialize<JsonElement>(rating),
        Prompt = new PromptReport("support/answer", 7),
    };

    public static IReadOnlyList<Reported<T>> Batch<T>(params IEnumerable<T> items)
        where T : class => [.. items.Select(item => new Reported<T>(item))];
}
