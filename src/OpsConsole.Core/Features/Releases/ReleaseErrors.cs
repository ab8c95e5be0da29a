using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Refusals about releases.</summary>
internal static class ReleaseErrors
{
    public static Error NotFound(string key) => Error.NotFound("releases.not-found", $"There is no release {key}.");

    public static Error NotIn(Release release, ReleaseState state, string verb) => Error.Conflict(
        "releases.illegal-move", $"You can {verb} a release that is {ReleaseWords.Of(state)}; {release.Key} is {ReleaseWords.Of(release.State)}.");

    public static Error Stale(Release release) => Error.Conflict(
        "releases.stale", $"{release.Key} is stale: {release.StaleReason} Renew its evidence; the decisions made so far are void.");

    public static Error OtherContent(Release release) => Error.Conflict(
        "releases.other-content", $"What was on your screen is not what {release.Key} asks for any more. Load it again and decide on what it shows.");

    public static Error DecidedAlready(Decision own) => Error.Conflict(
        "releases.decided-already", $"You have decided already, as {RoleWords.Of(own.Role)}. One person fills one role.");

    public static Error RoleTaken(Decision taken) => Error.Conflict(
        "releases.role-taken", $"{taken.ByName} has decided as {RoleWords.Of(taken.Role)} already.");

    public static Error Percent(double percent) => Error.Invalid(
        "releases.percent", FormattableString.Invariant($"A canary takes a whole share from 1 to 99 per cent; this is {percent}."));

    public static Error Held(Release release) => Error.Conflict("releases.held", $"{release.Key} is held. Resume it first.");

    public static Error NothingToConfirm(Release release) => Error.Conflict("releases.nothing-to-confirm", $"{release.Key} waits for no confirmation.");

    public static Error SecondPerson(Release release) => Error.Conflict(
        "releases.second-person", $"You broke the glass for {release.Key}; a second person must confirm and review it.");
}
