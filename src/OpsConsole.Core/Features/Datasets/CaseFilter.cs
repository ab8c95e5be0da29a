using System.Text.Json;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using Microsoft.EntityFrameworkCore;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Which cases of a version are meant: the grid and a change to all that it shows ask the same.</summary>
internal static class CaseFilter
{
    public static IQueryable<DatasetCase> Of(OpsDbContext context, int versionId, string? search, string? tag, string? split)
    {
        var cases = context.DatasetCases.AsNoTracking()
            .Where(row => row.DatasetVersionId == versionId)
            .Matching(search, row => row.Key, row => row.Title, row => row.VariablesJson);
        if (tag is { Length: > 0 })
        {
            // Tags are kept as JSON text; a tag between its quotes cannot be a part of another.
            var quoted = JsonSerializer.Serialize(tag, JsonColumn.Options);
            cases = cases.Where(row => ((string)(object)row.Tags).Contains(quoted));
        }

        return split is { Length: > 0 } ? cases.Where(row => row.Split == split) : cases;
    }
}
