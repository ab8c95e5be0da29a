using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>A role in which a person may decide: the own one, or somebody else's by delegation.</summary>
internal sealed record Capacity(Role Role, Delegation? By);

/// <summary>
/// How far a delegation reaches. Somebody who may not decide may not decide through another either; and who acts for the author decides no more
/// freely than the author would, in the own role neither.
/// </summary>
internal static class DelegationRules
{
    /// <summary>Everybody who may not decide at all: the author, the last editor, the requester, and the delegates of these.</summary>
    public static IReadOnlySet<string> Excluded(IEnumerable<string> authors, IEnumerable<Delegation> inForce)
    {
        var excluded = authors.ToHashSet(StringComparer.Ordinal);
        return inForce.Where(delegation => excluded.Contains(delegation.FromId)).Select(delegation => delegation.ToId).Concat(excluded).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// The roles in which a person may decide: none for the excluded, own ones first, then those of givers who still hold them and are not excluded themselves.
    /// </summary>
    /// <param name="ownRoles">Those that can approve, as held now.</param>
    /// <param name="givers">The people on record who gave the delegations; what they no longer hold they no longer lend.</param>
    public static IReadOnlyList<Capacity> For(
        string personId, IEnumerable<Role> ownRoles, IReadOnlySet<string> excluded, IReadOnlyCollection<Delegation> inForce, IReadOnlyCollection<Person> givers)
    {
        if (excluded.Contains(personId))
            return [];

        var lent = inForce.Where(delegation => delegation.ToId == personId
            && !excluded.Contains(delegation.FromId)
            && givers.Any(giver => giver.Id == delegation.FromId && giver.Roles.Contains(delegation.Role)));
        return [.. ownRoles.Select(role => new Capacity(role, null)), .. lent.Select(delegation => new Capacity(delegation.Role, delegation))];
    }
}
