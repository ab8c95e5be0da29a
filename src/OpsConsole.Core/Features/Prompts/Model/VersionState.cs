namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>
/// Where a version stands: <c>Draft → InReview → Approved | ChangesRequested | Rejected | Withdrawn</c>, <c>Approved → Stale | Expired</c>.
/// A version that ended is taken up again by writing a new draft from it.
/// </summary>
public enum VersionState
{
    /// <summary>May still be edited.</summary>
    Draft,
    InReview,
    Approved,
    ChangesRequested,
    Rejected,
    Withdrawn,

    /// <summary>Something that the approval was bound to has changed.</summary>
    Stale,

    /// <summary>The approval was not used within its life.</summary>
    Expired,
}
