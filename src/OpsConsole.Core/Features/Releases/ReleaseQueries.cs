using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>How use cases find the release they change: with its prompt and its version.</summary>
internal static class ReleaseQueries
{
    public static Task<Release?> FindReleaseAsync(this OpsDbContext context, int releaseId, CancellationToken cancellationToken) => context.Releases
        .Include(row => row.Prompt!.System).Include(row => row.Version)
        .SingleOrDefaultAsync(row => row.Id == releaseId, cancellationToken);

    /// <summary>The release that put its version where all subjects of the label are; null where nothing is live.</summary>
    public static Task<Release?> FindLiveAsync(this OpsDbContext context, int promptId, string label, CancellationToken cancellationToken) => context.Releases
        .Include(row => row.Prompt).Include(row => row.Version)
        .Where(row => row.PromptId == promptId && row.Label == label && row.State == ReleaseState.Live)
        .OrderByDescending(row => row.Id)
        .FirstOrDefaultAsync(cancellationToken);
}
