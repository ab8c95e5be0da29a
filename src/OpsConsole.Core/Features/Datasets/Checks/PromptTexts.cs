using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

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
        var passages = versions.SelectMany(version => Of(version.Key, version.Number, version.Messages, version.Variables));
        return ([.. passages.OrderBy(passage => passage.PromptKey, StringComparer.Ordinal).ThenBy(passage => passage.Version)], versions.Count);
    }

    /// <summary>The texts of one version: its messages, examples among them, and the samples of its variables.</summary>
    public static IEnumerable<Passage> Of(string key, int number, IReadOnlyList<PromptMessage> messages, IReadOnlyList<PromptVariable> variables) => messages.Index()
        .Select(message => new Passage(key, number, $"message {message.Index + 1} ({message.Item.Role})", Words.Of(message.Item.Content)))
        .Concat(variables.Where(variable => !string.IsNullOrWhiteSpace(variable.Sample))
            .Select(variable => new Passage(key, number, $"sample of {variable.Name}", Words.Of(variable.Sample!))));
}
