using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.People;

/// <summary>What a policy wants decided by a person: neither a service nor a job, and nobody on the strength of a role that was taken away since.</summary>
internal static class PersonalDecision
{
    public static async Task<Error?> RefusalAsync(OpsDbContext context, Actor actor, Permission permission, CancellationToken cancellationToken)
    {
        if (!actor.Can(permission))
            return Error.Denied(permission);
        if (actor.Kind != ActorKind.Person)
            return new Error(ErrorKind.Denied, "auth.people-only", "Only a person may do this; services and jobs never decide.");
        var held = await RoleCheck.HeldAsync(context, actor, cancellationToken);
        return held.Any(role => RolePermissions.Of(role).Contains(permission)) ? null : Error.Denied(permission);
    }
}
