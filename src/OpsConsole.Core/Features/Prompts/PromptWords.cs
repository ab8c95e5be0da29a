using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>The states of a version as people say them.</summary>
public static class PromptWords
{
    public static string Of(VersionState state) => state switch
    {
        VersionState.Draft => "a draft",
        VersionState.InReview => "in review",
        VersionState.Approved => "approved",
        VersionState.ChangesRequested => "sent back for changes",
        VersionState.Rejected => "rejected",
        VersionState.Withdrawn => "withdrawn",
        VersionState.Stale => "stale",
        VersionState.Expired => "expired",
    };
}
