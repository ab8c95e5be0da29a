using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Refusals about systems.</summary>
internal static class SystemErrors
{
    public static Error NotFound(string key) => Error.NotFound("systems.not-found", $"There is no system '{key}'.");

    public static Error KeyTaken(string key) => Error.Conflict("systems.key-taken", $"A system with the key '{key}' exists already. Choose another key.");

    public static Error TierLowering(RiskTier current, RiskTier next, TierLowering? permitted) => Error.Conflict(
        "systems.tier-lowering",
        $"These factors would {(current.Blocked ? $"lift the block and make it {next.Name}" : $"lower the tier from {current.Name} to {next.Name}")}, which one person may not do alone. "
        + (permitted is null
            ? "Request a lower tier on the system's page; once a second person has approved it, the factors may be restated down to that tier."
            : string.Create(CultureInfo.InvariantCulture, $"The lowering in force until {permitted.ValidUntil:d MMM yyyy} reaches down to T{permitted.ToLevel} only. Restate the factors to that tier, or request a lower one.")));

    public static Error LoweringNotFound(int id) => Error.NotFound("systems.lowering-not-found", $"There is no tier lowering with the number {id}.");

    public static Error LoweringOpen(TierLowering open) => Error.Conflict(
        "systems.lowering-open", $"{open.RequestedByName} has asked for T{open.ToLevel} already, and nobody has decided. Wait for the decision or withdraw that request.");

    public static Error NothingBelow(string key) => Error.Conflict("systems.lowest-tier", $"'{key}' is T1 already; there is no tier below.");

    public static Error LoweringClosed(TierLowering lowering) => Error.Conflict(
        "systems.lowering-closed", $"This request for T{lowering.ToLevel} is {StateWord(lowering.State)} already.");

    public static Error OwnLowering() => new(
        ErrorKind.Denied, "systems.own-lowering", "You asked for this lowering. Another person must decide on it.");

    public static Error OwnersLowering(string name) => new(
        ErrorKind.Denied, "systems.owners-lowering", $"{name} owns this system. Somebody who does not must decide on its tier.");

    public static Error LoweringOutdated(TierLowering lowering, RiskTier computed) => Error.Conflict(
        "systems.lowering-outdated", $"It was asked when the factors said T{lowering.FromLevel}; they now say {computed.Name}. Reject it and let it be asked again.");

    public static Error LoweringOver(TierLowering lowering) => Error.Conflict(
        "systems.lowering-over", string.Create(CultureInfo.InvariantCulture, $"It was to end on {lowering.ValidUntil:d MMM yyyy}, which is past. Reject it and let it be asked again."));

    private static string StateWord(TierLoweringState state) => state switch
    {
        TierLoweringState.Requested => "requested",
        TierLoweringState.Approved => "approved",
        TierLoweringState.Rejected => "rejected",
        TierLoweringState.Withdrawn => "withdrawn",
    };
}
