using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Rollout;

/// <summary>Makes the releases that no review comes before.</summary>
internal static class Releasing
{
    public static Release Unreviewed(ReleaseKind kind, Prompt prompt, PromptVersion version, string label, string note, Actor actor, DateTime now)
    {
        var release = new Release
        {
            PromptId = prompt.Id,
            Prompt = prompt,
            VersionId = version.Id,
            Version = version,
            Label = label,
            Kind = kind,
            ContentHash = version.ContentHash,
            Tier = prompt.System!.Tier.Level,
            PersonalData = Review.ReleaseFile.HandlesPersonalData(prompt.System),
            Note = note,
            RequestedById = actor.Id,
            RequestedByName = actor.Name,
            RequestedByKind = actor.Kind,
            RequestedAt = now,
        };
        release.Bind([], null, null, now);
        return release;
    }
}
