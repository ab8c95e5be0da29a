using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// The prompt texts that a case may have leaked into: of each prompt of the dataset's system the newest version and those that a label serves, and the
/// versions that benchmarks over the dataset compare.
/// </summary>
internal static class PromptTexts
{
    /// <summary>Versions looked at, the newest first.</summary>
    public const int MostVersions = 500;

    public sealed record Passage(string PromptKey, int Version, string Where, string[] Words);

    public static async Task<(IReadOnlyList<Passage> Passages, int Versions)> ReadAsync(OpsDbContext context, int datasetId, int systemId, CancellationToken cancellationToken)
    {
        var versions = await context.PromptVersions.AsNoTracking()
            .Where(row =>
                (row.Prompt!.SystemId == systemId
                    && (row.Number == row.Prompt.LatestNumber || context.PromptLabels.Any(label => label.VersionId == row.Id || label.CanaryVersionId == row.Id)))
                || context.BenchmarkCandidates.Any(candidate => candidate.PromptVersionId == row.Id && candidate.Benchmark!.DatasetId == datasetId))
            .OrderByDescending(row => row.Id)
            .Take(MostVersions)
            .Select(row => new { row.Prompt!.Key, row.Number, row.Messages, row.Variables })
            .ToListAsync(cancellationToken);
        var passages = versions.SelectMany(version => version.Messages.Index()
            .Select(message => new Passage(version.Key, version.Number, $"message {message.Index + 1} ({message.Item.Role})", Words.Of(message.Item.Content)))
            .Concat(version.Variables.Where(variable => !string.IsNullOrWhiteSpace(variable.Sample))
                .Select(variable => new Passage(version.Key, version.Number, $"sample of {variable.Name}", Words.Of(variable.Sample!)))));
        return ([.. passages.OrderBy(passage => passage.PromptKey, StringComparer.Ordinal).ThenBy(passage => passage.Version)], versions.Count);
    }
}
