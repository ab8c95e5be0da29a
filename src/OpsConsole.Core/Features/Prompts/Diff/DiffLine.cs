namespace OpsConsole.Core.Features.Prompts.Diff;

public enum DiffKind
{
    Same,
    Added,
    Removed,

    /// <summary>Side by side only: the line is on both sides with different words.</summary>
    Changed,

    /// <summary>Side by side only: nothing stands here on this side.</summary>
    Filler,
}

/// <summary>A run of words that is the same on both sides, or was added or removed.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>One line of an inline diff; a number is null where the line is not on that side.</summary>
public sealed record DiffLine(DiffKind Kind, int? OldNumber, int? NewNumber, IReadOnlyList<DiffPart> Pieces);

/// <summary>One line of one side; <see cref="Number"/> is null for a filler.</summary>
public sealed record DiffCell(DiffKind Kind, int? Number, IReadOnlyList<DiffPart> Pieces);

/// <summary>A row of a side-by-side diff.</summary>
public sealed record DiffRow(DiffCell Old, DiffCell New);
