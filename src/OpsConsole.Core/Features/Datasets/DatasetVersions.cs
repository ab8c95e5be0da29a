using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Finds the version that a reader means: the number asked for, or the newest.</summary>
internal static class DatasetVersions
{
    public static async Task<Result<DatasetVersion>> FindAsync(OpsDbContext context, string key, int? number, CancellationToken cancellationToken)
    {
        var version = await context.DatasetVersions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Dataset!.Key == key && row.Number == (number ?? row.Dataset.LatestNumber), cancellationToken);
        if (version is not null)
            return version;
        return await context.Datasets.AnyAsync(row => row.Key == key, cancellationToken) ? DatasetErrors.VersionNotFound(key, number) : DatasetErrors.NotFound(key);
    }

    /// <summary>All cases of a version, in order; none where there is no such version.</summary>
    public static async Task<List<CaseContent>> CasesAsync(OpsDbContext context, int datasetId, int number, CancellationToken cancellationToken)
    {
        var rows = await context.DatasetCases.AsNoTracking()
            .Where(row => row.DatasetVersion!.DatasetId == datasetId && row.DatasetVersion.Number == number)
            .OrderBy(row => row.Position)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(CaseContent.Of);
    }
}
