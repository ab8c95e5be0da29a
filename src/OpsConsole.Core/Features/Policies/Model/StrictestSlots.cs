using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Policies.Model;

/// <summary>
/// The approvals that satisfy two lists at once. A slot of one list may be answered together with one of the other by somebody whose role both
/// name: "Security or Legal" and "Legal" become "Legal". What finds no partner is asked besides: against "Security and Legal", "Security or Legal"
/// leaves both, and no third.
/// </summary>
internal static class StrictestSlots
{
    public static IReadOnlyList<ApproverSlot> Of(IReadOnlyList<ApproverSlot> a, IReadOnlyList<ApproverSlot> b) =>
        Pairings([.. a.Select(slot => Both(slot, slot) ?? slot)], [.. b.Select(slot => Both(slot, slot) ?? slot)])
            .Select(slots => slots.OrderBy(KeyOf, StringComparer.Ordinal).ToList())
            .OrderBy(slots => CanBeFilled(slots) ? 0 : 1)
            .ThenBy(slots => slots.Count)
            .ThenByDescending(slots => slots.Sum(slot => slot.For(false).Count + slot.For(true).Count))
            .ThenBy(slots => string.Join(';', slots.Select(KeyOf)), StringComparer.Ordinal)
            .First();

    /// <summary>One role is filled by one person and one person fills one role: so each slot needs a role of its own.</summary>
    public static bool CanBeFilled(IReadOnlyList<ApproverSlot> slots) => CanBeFilled(slots, false, []) && CanBeFilled(slots, true, []);

    private static bool CanBeFilled(IReadOnlyList<ApproverSlot> slots, bool personalData, HashSet<Role> taken) =>
        taken.Count == slots.Count || slots[taken.Count].For(personalData).Any(role => !taken.Contains(role) && CanBeFilled(slots, personalData, [.. taken, role]));

    /// <summary>Every way to answer slots of the two lists together; a policy has four at most, so there are few.</summary>
    private static IEnumerable<IEnumerable<ApproverSlot>> Pairings(ApproverSlot[] a, ApproverSlot[] b)
    {
        if (a is not [var first, .. var rest])
            return [b];

        var alone = Pairings(rest, b).Select(others => others.Prepend(first));
        var together = b.Index()
            .Select(other => (other.Index, Slot: Both(first, other.Item)))
            .Where(pair => pair.Slot is not null)
            .SelectMany(pair => Pairings(rest, [.. b[..pair.Index], .. b[(pair.Index + 1)..]]).Select(others => others.Prepend(pair.Slot!)));
        return alone.Concat(together);
    }

    /// <summary>The slot whose holder answers both, its roles in order; null where no role can.</summary>
    private static ApproverSlot? Both(ApproverSlot a, ApproverSlot b)
    {
        Role[] usual = [.. a.For(false).Intersect(b.For(false)).Order()];
        Role[] personal = [.. a.For(true).Intersect(b.For(true)).Order()];
        return usual.Length == 0 || personal.Length == 0 ? null : new ApproverSlot(usual, usual.SequenceEqual(personal) ? null : personal);
    }

    private static string KeyOf(ApproverSlot slot) => $"{Numbers(slot.For(false))}/{Numbers(slot.For(true))}";

    private static string Numbers(IEnumerable<Role> roles) => string.Join(',', roles.Order().Select(role => (int)role));
}
