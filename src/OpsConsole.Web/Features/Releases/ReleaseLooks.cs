using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>How releases look: states as shape and word, verdicts as a badge and a sentence.</summary>
public static class ReleaseLooks
{
    public static StateLook Of(Release release) => release.State == ReleaseState.Requested && release.StaleReason is not null
        ? new("Requested, stale", Tone.Warn, Shape.Clock)
        : Of(release.State, release.Percent);

    public static StateLook Of(ReleaseState state, int? percent = null) => state switch
    {
        ReleaseState.Requested => new("Requested", Tone.Accent, Shape.Ring),
        ReleaseState.Approved => new("Approved", Tone.Pass, Shape.Check),
        ReleaseState.Rolling => new(percent is { } share ? $"Rolling {share} %" : "Rolling", Tone.Accent, Shape.Half),
        ReleaseState.Live => new("Live", Tone.Pass, Shape.Dot),
        ReleaseState.Superseded => new("Superseded", Tone.Neutral, Shape.Square),
        ReleaseState.RolledBack => new("Rolled back", Tone.Warn, Shape.Triangle),
        ReleaseState.Refused => new("Refused", Tone.Fail, Shape.Cross),
        ReleaseState.Failed => new("Ended unused", Tone.Neutral, Shape.Clock),
    };

    public static StateLook Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Approve => StateLook.Approved,
        DecisionKind.RequestChanges => new("Changes asked for", Tone.Warn, Shape.Triangle),
        DecisionKind.Reject => new("Rejected", Tone.Fail, Shape.Cross),
    };

    /// <summary>An exception changes the words and turns no badge green.</summary>
    public static (Verdict Verdict, string Text) Badge(GateStanding standing, bool anyFail) => standing switch
    {
        GateStanding.None => (Verdict.None, "No evidence"),
        GateStanding.Passed => (Verdict.Pass, "Pass"),
        GateStanding.Excepted when anyFail => (Verdict.Fail, "Fail, excepted"),
        GateStanding.Excepted => (Verdict.Inconclusive, "Inconclusive, excepted"),
        GateStanding.Inconclusive => (Verdict.Inconclusive, "Inconclusive"),
        GateStanding.Failed => (Verdict.Fail, "Fail"),
    };

    /// <summary>The two versions whose calls are compared: the one that is asked for, and the one that it would replace.</summary>
    public static IReadOnlyList<int> Arms(GetRelease.Details details) =>
        [.. new[] { details.Release.LiveNumber ?? details.LiveNumber, details.VersionNumber }.OfType<int>().Distinct()];

    public static string? GuardrailNote(Release release) => release.GuardrailsAt is null ? "not measured yet"
        : release.GuardrailFigures.Any(figure => figure.State == GuardrailState.Breached) ? "breached"
        : release.GuardrailFigures.Any(figure => figure.State == GuardrailState.Waiting) ? "some wait for more calls"
        : "all hold";
}
