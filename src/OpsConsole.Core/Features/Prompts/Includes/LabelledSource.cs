using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>What the labels point at now; of two arms, the stable one.</summary>
internal sealed class LabelledSource(OpsDbContext context) : IIncludeSource
{
    private readonly HashSet<string> _known = [];

    public async Task<IReadOnlyList<IncludedVersion>> FindAsync(IReadOnlyCollection<IncludeName> names, CancellationToken cancellationToken)
    {
        var keys = names.Select(name => name.Key).Distinct().ToList();
        var labels = names.Select(name => name.Label).Distinct().ToList();
        _known.UnionWith(await context.Prompts.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(cancellationToken));
        var rows = await context.PromptLabels.AsNoTracking()
            .Where(row => keys.Contains(row.Prompt!.Key) && labels.Contains(row.Name))
            .Select(row => new { row.Prompt!.Key, Label = row.Name, row.Version!.Number, row.Version.ContentHash, row.Version.State, row.Version.Messages })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new IncludedVersion(new PromptInclude(row.Key, row.Label, row.Number, row.ContentHash), row.State, row.Messages))];
    }

    public string Missing(IncludeName name) =>
        !_known.Contains(name.Key) ? $"there is no prompt '{name.Key}'"
        : name.Label == PromptLabel.Latest ? $"'{PromptLabel.Latest}' moves by itself: include '{name.Key}' by a label that somebody moves"
        : $"the prompt '{name.Key}' has no label '{name.Label}'";
}
