using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>The approval policy as people say it.</summary>
public static class PolicyWords
{
    /// <summary>In the audit log.</summary>
    internal const string ObjectKind = "approval-policy";

    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"edition {number}");

    public static string Of(PolicyState state) => state switch
    {
        PolicyState.Proposed => "proposed",
        PolicyState.Active => "in force",
        PolicyState.Superseded => "superseded",
        PolicyState.Rejected => "rejected",
    };

    public static string Of(GateKind kind) => kind switch
    {
        GateKind.Baseline => "baseline",
        GateKind.Safety => "safety",
        GateKind.RedTeam => "red team",
    };

    /// <summary>"Security or Legal; with personal data Legal".</summary>
    public static string Of(ApproverSlot slot)
    {
        var usual = Alternatives(slot.For(false));
        var personal = Alternatives(slot.For(true));
        return usual == personal ? usual : $"{usual}; with personal data {personal}";
    }

    /// <summary>"14 days", "72 hours": days from four days on, as people count them.</summary>
    public static string Hours(int hours) => (hours % 24, hours / 24) switch
    {
        (0, >= 4 and var days) => string.Create(CultureInfo.InvariantCulture, $"{days} days"),
        _ => hours == 1 ? "1 hour" : string.Create(CultureInfo.InvariantCulture, $"{hours} hours"),
    };

    public static string Rollout(int canaryHours) => canaryHours == 0 ? "direct or canary" : $"canary of at least {Hours(canaryHours)}";

    public static string Approvers(TierPolicy tier) => string.Join(", ", tier.Approvers.Select(Of));

    public static string Evidence(TierPolicy tier) => tier.Evidence.Count == 0 ? "none" : string.Join(", ", tier.Evidence.Select(Of));

    private static string Alternatives(IEnumerable<Role> roles) => string.Join(" or ", roles.Select(RoleWords.Of));
}
