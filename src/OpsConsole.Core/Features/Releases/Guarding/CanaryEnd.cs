using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Guarding;

/// <summary>Gives all subjects back to the stable arm of a label.</summary>
internal static class CanaryEnd
{
    private const int LongestWhy = 1000;

    /// <param name="label">With the version of its stable arm.</param>
    public static void Move(OpsDbContext context, PromptLabel label, Release release, string why, Actor actor, DateTime now)
    {
        (label.CanaryVersionId, label.CanaryReleaseId, label.CanaryPercent, label.MovedAt) = (null, null, null, now);
        context.LabelMoves.Add(new LabelMove
        {
            PromptId = label.PromptId,
            Label = label.Name,
            FromNumber = label.Version!.Number,
            ToNumber = label.Version.Number,
            ReleaseId = release.Id,
            Why = why.Length > LongestWhy ? why[..LongestWhy] : why,
            ById = actor.Id,
            ByName = actor.Name,
            At = now,
        });
    }
}
