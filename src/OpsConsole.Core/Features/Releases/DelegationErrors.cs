using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Refusals about delegations.</summary>
internal static class DelegationErrors
{
    public static Error NotFound(int id) => Error.NotFound("delegations.not-found", $"There is no delegation with the number {id}.");

    public static Error RoleNotHeld(Role role) => new(ErrorKind.Denied, "delegations.role-not-held", $"You do not hold the role {RoleWords.Of(role)}. You can lend only what you hold yourself, not what was lent to you.");

    public static Error UnknownPerson() => Error.Invalid("delegations.unknown-person", "Nobody by that id has ever signed in. Ask the person to sign in once.");

    public static Error ToOneself() => Error.Invalid("delegations.to-oneself", "You hold the role yourself. Choose another person.");

    public static Error NeverApproves(string name, Role role) => Error.Conflict("delegations.never-approves", $"{name} is {RoleWords.Of(role)}, and who is that never approves. Choose another person.");

    public static Error Already(Delegation existing) => Error.Conflict(
        "delegations.already", string.Create(CultureInfo.InvariantCulture, $"{existing.ToName} may decide as {RoleWords.Of(existing.Role)} for you until {existing.ValidUntil:d MMM yyyy} already. Revoke that first."));

    public static Error Ended(Delegation delegation) => Error.Conflict("delegations.ended", $"The delegation from {delegation.FromName} to {delegation.ToName} has ended already.");

    public static Error NotYours() => new(ErrorKind.Denied, "delegations.not-yours", "A delegation is revoked by who gave it, by who received it, or by an Admin.");
}
