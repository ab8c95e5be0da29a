namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>One item of a batch as it was sent: read, or why it cannot be read.</summary>
public sealed record Reported<T>(T? Item, string? Unreadable = null)
    where T : class;

/// <summary>The prompt that a call or a reaction belongs to, as it was sent.</summary>
public sealed record PromptReport(string? Key, int? Version);

/// <summary>What came of a batch. Every item is in one of the three.</summary>
/// <param name="Duplicates">Items whose id is stored already, or stands earlier in the same batch.</param>
public sealed record IngestAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedItem> Rejected);

/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Code">Stable, of the first fault.</param>
/// <param name="Message">Every fault in words.</param>
public sealed record RejectedItem(int Index, string Code, string Message);
