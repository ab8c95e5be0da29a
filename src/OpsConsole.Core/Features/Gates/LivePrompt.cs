using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Which version is live: the one that <c>production</c> points at, its main arm while a canary runs.</summary>
internal static class LivePrompt
{
    public static Task<int?> NumberAsync(OpsDbContext context, int promptId, CancellationToken cancellationToken) => context.PromptLabels
        .Where(row => row.PromptId == promptId && row.Name == PromptLabel.Production)
        .Select(row => (int?)row.Version!.Number)
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>By the prompt's id; without those of which nothing is live.</summary>
    public static Task<Dictionary<int, int?>> NumbersAsync(OpsDbContext context, IReadOnlyList<int> prompts, CancellationToken cancellationToken) => context.PromptLabels
        .Where(row => prompts.Contains(row.PromptId) && row.Name == PromptLabel.Production)
        .Select(row => new { row.PromptId, row.Version!.Number })
        .ToDictionaryAsync(row => row.PromptId, row => (int?)row.Number, cancellationToken);
}
