using System.Text.Json;
using OpsConsole.Core.Features.Usage.Ingest;

namespace OpsConsole.Core.Features.Feedback;

/// <summary>One user's reaction as a service sends it. Nothing is required by its type: each item is judged alone, in words.</summary>
public sealed record FeedbackReport
{
    public string? Id { get; init; }

    public string? CallId { get; init; }

    public string? TraceId { get; init; }

    public string? At { get; init; }

    /// <summary><c>"up"</c>, <c>"down"</c> or 1..5.</summary>
    public JsonElement? Rating { get; init; }

    /// <summary>Not kept: only that there was one.</summary>
    public string? Comment { get; init; }

    public string? UserId { get; init; }

    public string? System { get; init; }

    public PromptReport? Prompt { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }
}
