using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>What a version was submitted with, whatever the labels say now.</summary>
internal sealed class PinnedSource(OpsDbContext context, IReadOnlyList<PromptInclude> pins) : IIncludeSource
{
    public async Task<IReadOnlyList<IncludedVersion>> FindAsync(IReadOnlyCollection<IncludeName> names, CancellationToken cancellationToken)
    {
        var asked = pins.Where(pin => names.Contains(new IncludeName(pin.Key, pin.Label))).ToList();
        var keys = asked.Select(pin => pin.Key).Distinct().ToList();
        var numbers = asked.Select(pin => pin.Number).Distinct().ToList();
        var rows = await context.PromptVersions.AsNoTracking()
            .Where(row => keys.Contains(row.Prompt!.Key) && numbers.Contains(row.Number))
            .Select(row => new { row.Prompt!.Key, row.Number, row.ContentHash, row.State, row.Messages })
            .ToListAsync(cancellationToken);
        return
        [
            .. from pin in asked
               join row in rows on (pin.Key, pin.Number, pin.ContentHash) equals (row.Key, row.Number, row.ContentHash)
               select new IncludedVersion(pin, row.State, row.Messages),
        ];
    }

    public string Missing(IncludeName name) => $"'{name.Key}' ({name.Label}) is not among the versions that this one was submitted with";
}
