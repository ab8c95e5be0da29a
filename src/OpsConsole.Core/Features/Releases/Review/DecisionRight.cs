using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>A role in which somebody may decide on a request now.</summary>
/// <param name="For">Whose role it is, where it is held by delegation.</param>
public sealed record OpenSeat(Role Role, Delegation? For = null);

/// <summary>
/// Whether a person may decide on a release request, in which roles, and if not, why not in words that stand beside the button. The rules never bend:
/// not the author, not the last editor, not the requester, no delegate of these, nobody twice, no service, no role that the policy does not ask for.
/// </summary>
public sealed record DecisionRight(IReadOnlyList<OpenSeat> Seats, string? WhyNot)
{
    /// <param name="held">The roles that the person holds now, in the session and in the directory.</param>
    /// <param name="delegations">All that are in force.</param>
    internal static DecisionRight Of(
        Release release, PromptVersion version, IReadOnlyList<Seat> seats, Actor actor, IReadOnlySet<Role> held, DelegationsInForce delegations)
    {
        if (actor.Kind != ActorKind.Person)
            return No("a service or a job may request, never decide");
        if (release.State != ReleaseState.Requested)
            return No($"{release.Key} is {ReleaseWords.Of(release.State)}");
        if (Involvement(release, version, actor.Id) is { } involved)
            return No($"you {involved}");
        if (delegations.All.FirstOrDefault(delegation => delegation.ToId == actor.Id && Involvement(release, version, delegation.FromId) is not null) is { } barred)
            return No($"you act for {barred.FromName}, who {Involvement(release, version, barred.FromId)}");
        if (release.CurrentDecisions.FirstOrDefault(decision => decision.ById == actor.Id) is { } own)
            return No($"you have decided already, as {RoleWords.Of(own.Role)}");

        var open = seats.Where(seat => !seat.IsFilled).SelectMany(seat => seat.Roles).Distinct()
            .Where(role => release.CurrentDecisions.All(decision => decision.Role != role))
            .ToList();
        var excluded = DelegationRules.Excluded(new[] { version.AuthorId, version.EditorId, release.RequestedById }.OfType<string>(), delegations.All);
        IReadOnlyList<OpenSeat> mine =
        [
            .. DelegationRules.For(actor.Id, held, excluded, delegations.All, delegations.Givers)
                .Where(capacity => open.Contains(capacity.Role))
                .DistinctBy(capacity => capacity.Role)
                .OrderBy(capacity => open.IndexOf(capacity.Role))
                .Select(capacity => new OpenSeat(capacity.Role, capacity.By)),
        ];
        if (mine.Count > 0)
            return new DecisionRight(mine, null);

        var missing = seats.Where(seat => !seat.IsFilled).Select(seat => seat.Words).ToList();
        return No(missing.Count == 0
            ? "every approval is there"
            : $"it needs {string.Join(", ", missing)}; {(held.Count == 0 ? "you hold no role" : $"you are {string.Join(", ", held.Order().Select(RoleWords.Of))}")}");
    }

    /// <summary>What ties somebody to the change, in the words that follow "you" or "who"; null for somebody independent.</summary>
    public static string? Involvement(Release release, PromptVersion version, string person) =>
        person == version.AuthorId ? $"wrote version {version.Number}"
        : person == version.EditorId ? $"edited version {version.Number} last"
        : person == release.RequestedById ? $"asked for {release.Key}"
        : null;

    private static DecisionRight No(string why) => new([], why);
}
