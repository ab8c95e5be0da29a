using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>What can be done to a release besides deciding on it.</summary>
public enum ReleaseVerb
{
    StartCanary,
    StepCanary,
    Hold,
    Resume,
    GoLive,
    RollBack,
    RenewEvidence,
    Withdraw,
    BreakGlass,
    ConfirmBreakGlass,
    ReviewBreakGlass,
    Comment,
}

/// <summary>One action as the reader finds it.</summary>
/// <param name="Off">Why it is off, in words that stand beside the button; null when it may be done.</param>
public sealed record ReleaseAction(ReleaseVerb Verb, string? Off);

/// <summary>Only what makes sense in the release's state is listed; the use cases check the same again.</summary>
internal static class ReleaseActions
{
    public static IReadOnlyList<ReleaseAction> Of(ReleaseFile file, IReadOnlyList<ReleaseCheck> checks, Actor actor, DateTime now) =>
        [.. Verbs(file).Select(verb => new ReleaseAction(verb, Off(verb, file, checks, actor, now)))];

    private static IEnumerable<ReleaseVerb> Verbs(ReleaseFile file)
    {
        var release = file.Release;
        var canary = file.Policy.CanaryHours > 0 && file.Label?.Version is not null;
        IEnumerable<ReleaseVerb> verbs = release.State switch
        {
            ReleaseState.Requested => [canary ? ReleaseVerb.StartCanary : ReleaseVerb.GoLive, ReleaseVerb.RenewEvidence, ReleaseVerb.Withdraw, .. Glass(file)],
            ReleaseState.Approved when canary => [ReleaseVerb.StartCanary, .. Glass(file)],
            ReleaseState.Approved when file.Label?.Version is not null => [ReleaseVerb.GoLive, ReleaseVerb.StartCanary, .. Glass(file)],
            ReleaseState.Approved => [ReleaseVerb.GoLive, .. Glass(file)],
            ReleaseState.Rolling => [ReleaseVerb.StepCanary, release.Held ? ReleaseVerb.Resume : ReleaseVerb.Hold, ReleaseVerb.GoLive, ReleaseVerb.RollBack],
            ReleaseState.Live when release.BreakGlass is { SecondById: null } => [ReleaseVerb.ConfirmBreakGlass, ReleaseVerb.RollBack],
            ReleaseState.Live => [ReleaseVerb.RollBack],
            ReleaseState.Superseded or ReleaseState.RolledBack or ReleaseState.Refused or ReleaseState.Failed => [],
        };
        var review = release.BreakGlass is { ReviewedById: null } && release.State != ReleaseState.Requested ? new[] { ReleaseVerb.ReviewBreakGlass } : [];
        return [.. verbs, .. review, ReleaseVerb.Comment];
    }

    /// <summary>Offered only where an incident would justify it: it must not look like a way around the review.</summary>
    private static IEnumerable<ReleaseVerb> Glass(ReleaseFile file) =>
        file.BlockingIncidents.Count > 0 && file.Release.Kind == ReleaseKind.Reviewed ? [ReleaseVerb.BreakGlass] : [];

    private static string? Off(ReleaseVerb verb, ReleaseFile file, IReadOnlyList<ReleaseCheck> checks, Actor actor, DateTime now) => verb switch
    {
        ReleaseVerb.StartCanary or ReleaseVerb.GoLive when Missing(actor, Permission.ReleasesOperate) is { } who => who,
        ReleaseVerb.StartCanary or ReleaseVerb.GoLive when checks.Any(check => !check.Met) => string.Join("; ", checks.Where(check => !check.Met).Select(check => check.Words)),
        ReleaseVerb.StartCanary or ReleaseVerb.GoLive when file.Release.State == ReleaseState.Requested => "not approved yet",
        ReleaseVerb.StartCanary when file.Label?.CanaryReleaseId is { } running => $"{Release.KeyOf(running)} is rolling out",
        ReleaseVerb.GoLive when file.Release.Held => "the canary is held",
        ReleaseVerb.GoLive when CanaryEnd(file) is { } end && now < end => string.Create(CultureInfo.InvariantCulture, $"T{file.Tier} asks for a canary of {file.Policy.CanaryHours} h; {ReleaseChecks.Span(end - now)} are left"),
        ReleaseVerb.StartCanary or ReleaseVerb.GoLive => null,
        ReleaseVerb.StepCanary or ReleaseVerb.Hold or ReleaseVerb.Resume or ReleaseVerb.RollBack or ReleaseVerb.BreakGlass => Missing(actor, Permission.ReleasesOperate),
        ReleaseVerb.RenewEvidence => Missing(actor, Permission.ReleasesRequest),
        ReleaseVerb.Withdraw => actor.Id == file.Release.RequestedById || actor.Id == file.Version.AuthorId ? Missing(actor, Permission.ReleasesRequest) : "only the requester and the author may withdraw",
        ReleaseVerb.ConfirmBreakGlass or ReleaseVerb.ReviewBreakGlass => actor.Id == file.Release.RequestedById ? "you broke the glass; a second person must" : Missing(actor, Permission.ReleasesDecide),
        ReleaseVerb.Comment => actor.Can(Permission.ReleasesRequest) ? null : Missing(actor, Permission.ReleasesDecide),
    };

    private static DateTime? CanaryEnd(ReleaseFile file) =>
        file.Policy.CanaryHours > 0 && file.Label?.VersionId != file.Release.VersionId ? file.Release.RollingSince?.AddHours(file.Policy.CanaryHours) : null;

    private static string? Missing(Actor actor, Permission permission) => actor.Can(permission)
        ? null
        : $"it takes {string.Join(" or ", RolePermissions.Holders(permission).Select(RoleWords.Of))}";
}
