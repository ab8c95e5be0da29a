using System.Text.Json;

namespace OpsConsole.Client;

/// <summary>A prompt as the server tells it: templates with the included prompts in place, variables unfilled.</summary>
public sealed record PromptDocument
{
    public required string Key { get; init; }

    public int Version { get; init; }

    /// <summary>The label it was asked by; null where a version was.</summary>
    public string? Label { get; init; }

    public string ContentHash { get; init; } = "";

    /// <summary><c>chat</c> or <c>text</c>.</summary>
    public string Type { get; init; } = "chat";

    public IReadOnlyList<PromptMessage> Messages { get; init; } = [];

    public IReadOnlyList<PromptVariable> Variables { get; init; } = [];

    /// <summary>Null leaves the choice to the caller.</summary>
    public PromptModel? Model { get; init; }

    public IReadOnlyList<PromptTool> Tools { get; init; } = [];

    /// <summary>The JSON Schema that answers must match; null for free text.</summary>
    public JsonElement? ResponseFormat { get; init; }

    public PromptRelease? Release { get; init; }

    internal static PromptDocument? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<PromptDocument>(json, JsonSerializerOptions.Web);
}

public sealed record PromptMessage(string Role, string Content);

/// <param name="Type"><c>text</c>, <c>number</c>, <c>boolean</c>, <c>list</c> or <c>object</c>.</param>
public sealed record PromptVariable(string Name, string Type, bool Required);

public sealed record PromptModel(string Provider, string Id, PromptParameters? Parameters);

public sealed record PromptParameters
{
    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? MaxOutputTokens { get; init; }

    public long? Seed { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }
}

/// <param name="Parameters">The JSON Schema of the arguments.</param>
public sealed record PromptTool(string Name, string Description, JsonElement Parameters);

public sealed record PromptRelease(string Id, DateTimeOffset? ApprovedAt);
