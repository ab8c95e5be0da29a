using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Systems;

/// <summary>How a lowering and the history of a system read.</summary>
internal static class LoweringWords
{
    /// <summary>An approved one that has ended says so: nothing in its row changes when it does.</summary>
    public static StateLook Look(TierLowering lowering, DateTime now) => lowering.State switch
    {
        TierLoweringState.Requested => new("Waiting for a decision", Tone.Warn, Shape.Clock),
        TierLoweringState.Approved when lowering.IsInForce(now) => new("Approved", Tone.Pass, Shape.Check),
        TierLoweringState.Approved => new("Ended", Tone.Neutral, Shape.Square),
        TierLoweringState.Rejected => new("Rejected", Tone.Fail, Shape.Cross),
        TierLoweringState.Withdrawn => new("Withdrawn", Tone.Neutral, Shape.Square),
    };

    public static string Action(string action) => action switch
    {
        "system.created" => "Added the system",
        "system.changed" => "Changed its facts",
        "tier.lowering-requested" => "Asked for a lower tier",
        "tier.lowering-approved" => "Approved a lower tier",
        "tier.lowering-rejected" => "Rejected a lower tier",
        "tier.lowering-withdrawn" => "Withdrew a lower tier",
        _ => action,
    };
}
