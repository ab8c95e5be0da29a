using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Gates;

namespace OpsConsole.Web.Features.Releases;

/// <summary>How releases look in lists.</summary>
internal static class ReviewLooks
{
    public static readonly StateLook Stale = new("Stale", Tone.Warn, Shape.Clock);

    public static StateLook Of(ReleaseState state) => state switch
    {
        ReleaseState.Requested => new("Requested", Tone.Accent, Shape.Ring),
        ReleaseState.Approved => new("Approved", Tone.Pass, Shape.Check),
        ReleaseState.Rolling => new("Rolling out", Tone.Accent, Shape.Half),
        ReleaseState.Live => new("Live", Tone.Pass, Shape.Dot),
        ReleaseState.Superseded => new("Superseded", Tone.Neutral, Shape.Square),
        ReleaseState.RolledBack => new("Rolled back", Tone.Fail, Shape.Cross),
        ReleaseState.Refused => new("Refused", Tone.Fail, Shape.Cross),
        ReleaseState.Failed => new("Ended unused", Tone.Neutral, Shape.Clock),
    };

    public static StateLook Of(GuardrailState state) => state switch
    {
        GuardrailState.Waiting => new("Too few calls to tell", Tone.Warn, Shape.Clock),
        GuardrailState.Holds => new("Guardrails hold", Tone.Pass, Shape.Check),
        GuardrailState.Breached => new("Guardrail breached", Tone.Fail, Shape.Cross),
    };

    /// <summary>How it came to its label; null for the usual way.</summary>
    public static string? Of(ReleaseKind kind) => kind switch
    {
        ReleaseKind.Reviewed => null,
        ReleaseKind.Direct => "moved directly",
        ReleaseKind.Rollback => "rollback",
        ReleaseKind.BreakGlass => "break-glass",
    };

    public static Verdict Gate(GetInbox.Item item) => item.Verdict is { } verdict ? GateLooks.Verdict(verdict) : Verdict.None;

    /// <summary>The badge keeps the verdict's colour; an exception only adds its word.</summary>
    public static string GateText(GetInbox.Item item) => item.Verdict is not { } verdict ? "No evidence"
        : item.Standing == GateStanding.Excepted ? $"{GateWords.Of(verdict)}, excepted"
        : GateWords.Of(verdict);

    /// <summary>"2 of 3; you as Engineer", or who is missing.</summary>
    public static string Turn(GetInbox.Item item) => item.AsRole is { } role ? $"as {RoleWords.Of(role)}"
        : item.StaleReason is not null ? "evidence to be renewed"
        : item.Missing.Count > 0 ? $"waits for {string.Join(", ", item.Missing)}"
        : "every approval is there";

    public static string Decisions(int count) => count == 1 ? "1 decision waits for you" : $"{count} decisions wait for you";
}
