using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Refusals about releases.</summary>
internal static class ReleaseErrors
{
    public static Error NotFound(string key) => Error.NotFound("releases.not-found", $"There is no release {key}.");

    public static Error NotProtected(string label) => Error.Conflict(
        "releases.not-protected", $"The label '{label}' is not protected: move it directly, it needs no review.");

    public static Error Protected(string label) => Error.Conflict(
        "releases.protected", $"The label '{label}' is protected: only an approved release moves it. Submit the version for review.");

    public static Error BadLabel(string label) => Error.Invalid(
        "releases.label", $"'{label}' is no name for a label: use lower-case letters, digits, '-', '_' and '.'; 'latest' moves by itself.");

    public static Error Prohibited(string system) => Error.Conflict(
        "releases.prohibited", $"{system} is classed as a prohibited practice: nothing of it may be released.");

    public static Error MayNotDecide(Release release, string why) => new(
        ErrorKind.Denied, "releases.may-not-decide", $"You cannot decide on {release.Key}: {why}.");

    public static Error NotThatRole(Release release, Role role) => new(
        ErrorKind.Denied, "releases.role-not-open", $"You cannot decide on {release.Key} as {RoleWords.Of(role)}: that approval is not open to you.");

    public static Error CommentMissing(string what) => Error.Invalid(
        "releases.comment-missing", $"{what} needs a comment: others must be able to read why.", [new ErrorDetail("comment", "must not be empty")]);

    public static Error NoEvidence(Release release, string words) => Error.Conflict(
        "releases.evidence", $"{release.Key} cannot be approved yet. {words}.");

    public static Error NotReady(Release release, IEnumerable<string> open) => Error.Conflict(
        "releases.not-ready", $"{release.Key} cannot start: {string.Join("; ", open)}.");

    public static Error CanaryFirst(Release release, int hours) => Error.Conflict(
        "releases.canary-first", $"Tier T{release.Tier} asks for a canary of {hours} h before {release.Key} goes live.");

    public static Error CanaryTooShort(Release release, int hours, DateTime until) => Error.Conflict(
        "releases.canary-too-short", FormattableString.Invariant($"Tier T{release.Tier} asks for a canary of {hours} h; {release.Key} may go live from {until:d MMM HH:mm} UTC on."));

    public static Error NothingLive(Release release) => Error.Conflict(
        "releases.nothing-live", $"Nothing is live under {release.Label}: there is nothing that a canary could be compared with. Put {release.Key} live.");

    public static Error CanaryRunning(string label, string key) => Error.Conflict(
        "releases.canary-running", $"A canary is running on {label} ({key}). Put it live or roll it back first.");

    public static Error NothingToRollBack(string label) => Error.Conflict(
        "releases.nothing-to-roll-back", $"Nothing was live under {label} before: there is no version to go back to.");

    public static Error NotApproved(int number) => Error.Conflict(
        "releases.never-approved", $"Version {number} was never released under an approval that still stands; a rollback goes to one that was.");

    public static Error NotWithdrawable(Release release) => new(
        ErrorKind.Denied, "releases.not-yours", $"Only who asked for {release.Key} or wrote its version may withdraw it.");

    public static Error NoIncident(string system) => Error.Conflict(
        "releases.no-incident", $"Break-glass needs an open SEV1 or SEV2 on {system}. Declare the incident first.");

    public static Error ReasonTooShort(int length) => Error.Invalid(
        "releases.reason-too-short", $"The reason takes at least 80 characters; this has {length}.", [new ErrorDetail("reason", "takes at least 80 characters")]);

    public static Error NotForBreakGlass(Release release) => Error.Conflict(
        "releases.not-for-break-glass", $"Break-glass puts a version live that waits for its review; {release.Key} is {ReleaseWords.Of(release.State)}.");

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
