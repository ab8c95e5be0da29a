using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Who may decide on an exception: Security, Legal or a risk manager, and none who has a part in what it excepts.</summary>
internal static class ExceptionDeciders
{
    public static readonly IReadOnlyList<Role> Roles = [Role.Security, Role.Legal, Role.RiskManager];

    /// <summary>The role that the decision is made in; null where the actor holds none.</summary>
    public static Role? RoleOf(Actor actor) => Roles.Where(actor.Roles.Contains).Select(role => (Role?)role).FirstOrDefault();

    /// <summary>Null where the actor may decide.</summary>
    /// <param name="version">The version that is excepted.</param>
    /// <param name="givers">Whose delegate the actor is at this moment.</param>
    public static Error? Fault(GateException exception, PromptVersion version, IReadOnlyCollection<string> givers, Actor actor)
    {
        if (!actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        if (actor.Kind != ActorKind.Person || actor.Roles.Contains(Role.Admin))
            return ExceptionErrors.MayNotDecide("Services, jobs and admins never accept a risk.");
        if (RoleOf(actor) is null)
            return ExceptionErrors.MayNotDecide("Security, Legal or a risk manager decides on exceptions; you hold none of these roles.");
        return Part(actor.Id, exception, version) is { } own ? ExceptionErrors.MayNotDecide($"You {own}; somebody else decides on {exception.Key}.")
            : givers.FirstOrDefault(giver => Part(giver, exception, version) is not null) is { } giver
                ? ExceptionErrors.MayNotDecide($"You stand in for somebody who {Part(giver, exception, version)}; somebody else decides on {exception.Key}.")
                : null;
    }

    public static Task<List<string>> GiversAsync(OpsDbContext context, string actorId, DateTime now, CancellationToken cancellationToken) => context.Delegations
        .Where(row => row.ToId == actorId && row.RevokedAt == null && row.ValidFrom <= now && row.ValidUntil > now)
        .Select(row => row.FromId)
        .ToListAsync(cancellationToken);

    private static string? Part(string id, GateException exception, PromptVersion version) =>
        id == exception.RequestedById ? $"asked for {exception.Key}"
        : id == version.AuthorId ? $"wrote v{version.Number}"
        : id == version.EditorId ? $"edited v{version.Number} last"
        : null;
}
