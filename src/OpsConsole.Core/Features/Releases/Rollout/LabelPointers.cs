using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Rollout;

/// <summary>Points labels at versions. Every change of a label goes through here, with its move in the history; the caller saves.</summary>
internal sealed class LabelPointers(OpsDbContext context, DateTime now)
{
    public Task<PromptLabel?> FindAsync(int promptId, string label, CancellationToken cancellationToken) => context.PromptLabels
        .Include(row => row.Version).Include(row => row.CanaryVersion)
        .SingleOrDefaultAsync(row => row.PromptId == promptId && row.Name == label, cancellationToken);

    /// <summary>All subjects on one version; a canary that was there ends.</summary>
    public void Point(PromptLabel? label, Release release, PromptVersion version, Actor actor, string why)
    {
        var from = label?.Version?.Number;
        if (label is null)
        {
            label = new PromptLabel { PromptId = release.PromptId, Name = release.Label };
            context.PromptLabels.Add(label);
        }

        label.VersionId = version.Id;
        label.ReleaseId = release.Id;
        ClearCanary(label);
        Record(release.PromptId, release.Label, from, version.Number, null, null, release.Id, actor, why);
    }

    /// <summary>A share of subjects on a second version.</summary>
    public void Split(PromptLabel label, Release release, PromptVersion canary, int percent, Actor actor, string why)
    {
        label.CanaryVersionId = canary.Id;
        label.CanaryReleaseId = release.Id;
        label.CanaryPercent = percent;
        label.MovedAt = now;
        Record(label.PromptId, label.Name, label.Version!.Number, label.Version.Number, canary.Number, percent, release.Id, actor, why);
    }

    /// <summary>All subjects back on the stable version.</summary>
    public void EndCanary(PromptLabel label, Release release, Actor actor, string why)
    {
        ClearCanary(label);
        Record(label.PromptId, label.Name, label.Version!.Number, label.Version.Number, null, null, release.Id, actor, why);
    }

    private void ClearCanary(PromptLabel label) =>
        (label.CanaryVersionId, label.CanaryReleaseId, label.CanaryPercent, label.MovedAt) = (null, null, null, now);

    private void Record(int promptId, string label, int? from, int to, int? canary, int? percent, int releaseId, Actor actor, string why) => context.LabelMoves.Add(new LabelMove
    {
        PromptId = promptId,
        Label = label,
        FromNumber = from,
        ToNumber = to,
        CanaryNumber = canary,
        CanaryPercent = percent,
        ReleaseId = releaseId,
        Why = why.Length > 1000 ? why[..1000] : why,
        ById = actor.Id,
        ByName = actor.Name,
        At = now,
    });
}
