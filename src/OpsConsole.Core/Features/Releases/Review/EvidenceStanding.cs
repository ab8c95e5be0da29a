using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>Whether what a request was bound to is still what there is: gate editions, dataset versions, the live version, the newest version asked for.</summary>
internal static class EvidenceStanding
{
    /// <returns>The first change, in words; null while nothing has changed.</returns>
    public static async Task<string?> FaultAsync(OpsDbContext context, Release release, PromptLabel? label, CancellationToken cancellationToken)
    {
        if (!release.IsOpen)
            return null;
        if (release.Version!.ContentHash != release.ContentHash)
            return $"The content of v{release.Version.Number} is not what was asked for any more.";

        // During an incident it may have gone live already, ahead of its review.
        if (label?.VersionId != release.VersionId && label?.Version?.Number != release.LiveNumber)
            return $"The evidence compares with {Live(release.LiveNumber)}; {Live(label?.Version?.Number)} is live now.";
        return await NewerVersionAsync(context, release, cancellationToken)
            ?? await GateAsync(context, release, cancellationToken)
            ?? await DatasetAsync(context, release, cancellationToken);
    }

    private static string Live(int? number) => number is null ? "nothing" : $"v{number}";

    private static async Task<string?> NewerVersionAsync(OpsDbContext context, Release release, CancellationToken cancellationToken)
    {
        var newer = await context.Releases.AsNoTracking()
            .Where(row => row.PromptId == release.PromptId && row.Label == release.Label && row.Id > release.Id && row.Version!.Number > release.Version!.Number
                && row.Kind == ReleaseKind.Reviewed && (row.State == ReleaseState.Requested || row.State == ReleaseState.Approved))
            .OrderByDescending(row => row.Id)
            .Select(row => new { row.Id, row.Version!.Number })
            .FirstOrDefaultAsync(cancellationToken);
        return newer is null ? null : $"v{newer.Number} was submitted for {release.Label} since ({Release.KeyOf(newer.Id)}).";
    }

    private static async Task<string?> GateAsync(OpsDbContext context, Release release, CancellationToken cancellationToken)
    {
        if (release.Evidence.Count == 0)
            return null;
        var newest = await context.Gates.AsNoTracking().Where(row => row.PromptId == release.PromptId)
            .GroupBy(row => row.Kind)
            .Select(group => new { Kind = group.Key, Number = group.Max(row => row.Number) })
            .ToListAsync(cancellationToken);
        var changed = release.Evidence.FirstOrDefault(evidence => newest.Exists(gate => gate.Kind == evidence.Kind && gate.Number != evidence.GateNumber));
        return changed is null ? null : $"The {GateWords.Of(changed.Kind).ToLowerInvariant()} gate was edited since its run {changed.RunKey} was judged.";
    }

    private static async Task<string?> DatasetAsync(OpsDbContext context, Release release, CancellationToken cancellationToken)
    {
        var benchmarks = release.Evidence.Select(evidence => evidence.BenchmarkId).Distinct().ToList();
        if (benchmarks.Count == 0)
            return null;
        var current = await context.Benchmarks.AsNoTracking().Where(row => benchmarks.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.DatasetVersionId,
                Dataset = row.Dataset!.Key,
                Newest = context.DatasetVersions.Where(version => version.DatasetId == row.DatasetId).OrderByDescending(version => version.Number)
                    .Select(version => new { version.Id, version.Number }).First(),
            })
            .ToListAsync(cancellationToken);
        foreach (var evidence in release.Evidence)
        {
            if (current.Find(row => row.Id == evidence.BenchmarkId) is { } row && (row.DatasetVersionId ?? row.Newest.Id) != evidence.DatasetVersionId)
                return $"The dataset {row.Dataset} has changed: {evidence.RunKey} used version {evidence.DatasetVersion}, {evidence.BenchmarkKey} now uses {(row.DatasetVersionId is null ? $"version {row.Newest.Number}" : "another version")}.";
        }

        return null;
    }
}
