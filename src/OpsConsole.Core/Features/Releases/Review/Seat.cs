using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>One approval that the policy asks for, and the decision that fills it.</summary>
/// <param name="Roles">Any of these.</param>
/// <param name="Decision">Null while it is missing.</param>
public sealed record Seat(IReadOnlyList<Role> Roles, Decision? Decision)
{
    public bool IsFilled => Decision is not null;

    public string Words => string.Join(" or ", Roles.Select(RoleWords.Of));

    /// <summary>Puts the approvals of a round on the seats, the seats with the fewest roles first, so that nobody takes a place that only another could fill.</summary>
    public static IReadOnlyList<Seat> Of(TierPolicy policy, bool personalData, IEnumerable<Decision> round)
    {
        var approvals = round.Where(decision => decision.Kind == DecisionKind.Approve).ToList();
        var seats = policy.Approvers.Select(slot => slot.For(personalData)).Index().ToList();
        var filled = new Decision?[seats.Count];
        foreach (var (index, roles) in seats.OrderBy(seat => seat.Item.Count))
        {
            filled[index] = approvals.Find(approval => roles.Contains(approval.Role) && !filled.Contains(approval));
        }

        return [.. seats.Select(seat => new Seat(seat.Item, filled[seat.Index]))];
    }
}
