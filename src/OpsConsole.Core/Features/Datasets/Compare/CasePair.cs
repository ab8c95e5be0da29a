using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Datasets.Compare;

/// <summary>One case in two versions, by its id; null on the side that does not have it.</summary>
/// <param name="Kind">Null where both say the same at the same place.</param>
internal sealed record CasePair(CaseContent? Old, int? OldPosition, CaseContent? New, int? NewPosition, CaseChangeKind? Kind, bool Moved)
{
    public CaseContent Shown => New ?? Old!;

    /// <summary>In the order of the new version; each removed case stands where it stood in the old one.</summary>
    public static List<CasePair> Of(IReadOnlyList<CaseContent> before, IReadOnlyList<CaseContent> after)
    {
        var old = before.Index().ToDictionary(test => test.Item.Key, test => test, StringComparer.Ordinal);
        var now = after.Select(test => test.Key).ToHashSet(StringComparer.Ordinal);
        var moved = MovedCases.Of([.. before.Select(test => test.Key)], [.. after.Select(test => test.Key)]);
        var kept = after.Index().Select(test => old.TryGetValue(test.Item.Key, out var was)
            ? Both(was.Item, was.Index, test.Item, test.Index, moved.Contains(test.Item.Key))
            : new CasePair(null, null, test.Item, test.Index, CaseChangeKind.Added, false));
        var removed = before.Index().Where(test => !now.Contains(test.Item.Key)).Select(test => new CasePair(test.Item, test.Index, null, null, CaseChangeKind.Removed, false));
        return [.. kept.Concat(removed).OrderBy(pair => pair.NewPosition ?? pair.OldPosition).ThenBy(pair => pair.NewPosition is null)];
    }

    public CaseChange Compare() => new(
        Kind!.Value, Shown.Key, Shown.Title, OldPosition, NewPosition, Moved, Kind == CaseChangeKind.Moved ? [] : CaseFields.Compare(Old, New));

    private static CasePair Both(CaseContent old, int oldPosition, CaseContent now, int newPosition, bool moved)
    {
        var same = ReferenceEquals(old, now) || ContentHash.Of(old) == ContentHash.Of(now);
        return new CasePair(old, oldPosition, now, newPosition, !same ? CaseChangeKind.Changed : moved ? CaseChangeKind.Moved : null, moved);
    }
}
