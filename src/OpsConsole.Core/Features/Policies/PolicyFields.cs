namespace OpsConsole.Core.Features.Policies;

/// <summary>The rows of the policy table, as pages, differences and refusals name them.</summary>
public static class PolicyFields
{
    public const string Approvers = "approvers";
    public const string Evidence = "evidence";
    public const string EvidenceHours = "evidence not older than";
    public const string ApprovalHours = "approval lives";
    public const string CanaryHours = "rollout";
    public const string Comment = "comment to approve";
    public const string IndependentRun = "run by somebody else than the author";

    /// <summary>Where a fault stands: "T3, approvers".</summary>
    public static string At(int tier, string field) => $"T{tier}, {field}";
}
