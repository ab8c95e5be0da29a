using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Where a label of a prompt points now.</summary>
/// <param name="CanaryNumber">The newer arm while a canary runs.</param>
public sealed record PromptLabelItem(string Name, int Number, int? CanaryNumber, int? CanaryPercent, DateTime MovedAt, int? ReleaseId, int? CanaryReleaseId)
{
    /// <summary>All labels of a prompt, by name.</summary>
    internal static Task<List<PromptLabelItem>> OfAsync(OpsDbContext context, int promptId, CancellationToken cancellationToken) => context.PromptLabels
        .Where(row => row.PromptId == promptId)
        .OrderBy(row => row.Name)
        .Select(row => new PromptLabelItem(
            row.Name, row.Version!.Number, row.CanaryVersion == null ? null : row.CanaryVersion.Number, row.CanaryPercent, row.MovedAt, row.ReleaseId, row.CanaryReleaseId))
        .ToListAsync(cancellationToken);

    internal static int? LiveIn(IEnumerable<PromptLabelItem> labels) => labels.FirstOrDefault(label => label.Name == PromptLabel.Production)?.Number;

    internal static IReadOnlyList<string> At(IEnumerable<PromptLabelItem> labels, int number) => [.. labels.Where(label => label.Number == number).Select(label => label.Name)];
}
