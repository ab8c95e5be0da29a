using OpsConsole.Core.Features.Prompts.Diff;

namespace OpsConsole.Core.Features.Datasets.Compare;

public enum CaseChangeKind
{
    Added,
    Changed,
    Removed,

    /// <summary>The same case at another place.</summary>
    Moved,
}

/// <summary>What two versions say differently about one case. Positions count from 0 and are null on the side that does not have it.</summary>
/// <param name="Moved">It stands elsewhere among the cases that both have; beside a change of its content too.</param>
/// <param name="Fields">What it says differently; of an added or removed case everything.</param>
public sealed record CaseChange(CaseChangeKind Kind, string Key, string Title, int? OldPosition, int? NewPosition, bool Moved, IReadOnlyList<FieldChange> Fields);

/// <summary>One field, with the words that differ.</summary>
public sealed record FieldChange(string Name, IReadOnlyList<DiffPart> Parts);
