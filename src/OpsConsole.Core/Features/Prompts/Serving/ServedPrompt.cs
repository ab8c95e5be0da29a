namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>One answer, ready to be sent: its bytes are made once.</summary>
/// <param name="ETag">The content hash in quotes; null for a draft, which nobody may keep.</param>
public sealed record ServedPrompt(int Number, byte[] Body, string? ETag)
{
    public const string CacheControl = "private, max-age=60";

    public bool MayBeKept => ETag is not null;
}

/// <summary>What a request gets.</summary>
/// <param name="FromMemory">While the database is away: how long ago it was last known that this is what is to be served; null otherwise.</param>
public readonly record struct PromptAnswer(ServedPrompt Prompt, TimeSpan? FromMemory);
