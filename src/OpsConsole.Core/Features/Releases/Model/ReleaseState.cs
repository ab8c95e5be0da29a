namespace OpsConsole.Core.Features.Releases.Model;

/// <summary><c>Requested → Approved → Rolling → Live → Superseded | RolledBack</c>, or <c>Refused</c>, <c>Failed</c>.</summary>
public enum ReleaseState
{
    Requested,
    Approved,

    /// <summary>A canary: 1..99 per cent of subjects.</summary>
    Rolling,
    Live,
    Superseded,
    RolledBack,

    /// <summary>Rejected, sent back or withdrawn before it was approved.</summary>
    Refused,

    /// <summary>Went stale or expired before it was live.</summary>
    Failed,
}

/// <summary>By which way a release came to its label.</summary>
public enum ReleaseKind
{
    /// <summary>Asked for and approved by distinct people.</summary>
    Reviewed,

    /// <summary>The label is not protected: one person moves it.</summary>
    Direct,

    /// <summary>Back to a version that was approved before: one person, no approval.</summary>
    Rollback,

    /// <summary>During an open SEV1 or SEV2, with a second person within the hour; reviewed afterwards.</summary>
    BreakGlass,
}

public enum DecisionKind
{
    Approve,
    RequestChanges,
    Reject,
}
