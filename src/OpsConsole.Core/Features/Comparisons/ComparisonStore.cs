using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>The rows of a finished run's matrix, as they are stored.</summary>
internal sealed record RunMatrix(IReadOnlyList<ComparedCase> Rows)
{
    public long Cells => Rows.Sum(row => (long)row.Cells.Count);
}

/// <summary>
/// Keeps in memory what comparisons read and computed last. Finished runs and dataset versions never change, so nothing in it can grow stale.
/// </summary>
public sealed class ComparisonStore
{
    private readonly RecentlyUsed<int, RunMatrix> _matrices = new(1_500_000, matrix => matrix.Cells + 1);
    private readonly RecentlyUsed<int, IReadOnlyDictionary<string, string>> _contents = new(500_000, contents => contents.Count + 1);

    internal RecentlyUsed<string, ComparisonWork> Computed { get; } = new(3_000_000, work => work.Weight);

    /// <summary>The matrices of finished runs; one query for those that are not at hand.</summary>
    internal async Task<IReadOnlyDictionary<int, RunMatrix>> MatricesAsync(OpsDbContext context, IReadOnlyList<int> runIds, CancellationToken cancellationToken)
    {
        var found = runIds.Select(id => (Id: id, Matrix: _matrices.Find(id))).ToList();
        var missing = found.Where(entry => entry.Matrix is null).Select(entry => entry.Id).ToList();
        var result = found.Where(entry => entry.Matrix is not null).ToDictionary(entry => entry.Id, entry => entry.Matrix!);
        if (missing.Count == 0)
        {
            return result;
        }

        var rows = await context.RunCases.AsNoTracking()
            .Where(row => missing.Contains(row.RunId))
            .OrderBy(row => row.RunId).ThenBy(row => row.Position)
            .Select(row => new { row.RunId, row.CaseKey, row.Title, row.Tags, row.Cells })
            .ToListAsync(cancellationToken);
        var byRun = rows.ToLookup(row => row.RunId, row => new ComparedCase(row.CaseKey, row.Title, row.Tags, row.Cells));
        foreach (var id in missing)
        {
            result[id] = _matrices.Add(id, new RunMatrix([.. byRun[id]]));
        }

        return result;
    }

    /// <summary>Of every case of some dataset versions what it asks and expects, as a hash by key; one query for those that are not at hand.</summary>
    internal async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> ContentsAsync(
        OpsDbContext context, IReadOnlyList<int> versionIds, CancellationToken cancellationToken)
    {
        var result = new Dictionary<int, IReadOnlyDictionary<string, string>>();
        var read = new Dictionary<int, Dictionary<string, string>>();
        foreach (var id in versionIds)
        {
            if (_contents.Find(id) is { } known)
            {
                result[id] = known;
            }
            else
            {
                read[id] = new Dictionary<string, string>(StringComparer.Ordinal);
            }
        }

        if (read.Count == 0)
        {
            return result;
        }

        var missing = read.Keys.ToList();
        var cases = context.DatasetCases.AsNoTracking()
            .Where(row => missing.Contains(row.DatasetVersionId))
            .Select(row => new { row.DatasetVersionId, row.Key, row.VariablesJson, row.Expected })
            .AsAsyncEnumerable();

        // One by one: variables may be a megabyte each, and only their hashes are kept.
        await foreach (var row in cases.WithCancellation(cancellationToken))
        {
            read[row.DatasetVersionId][row.Key] = HashOf(row.VariablesJson, row.Expected);
        }

        foreach (var (id, contents) in read)
        {
            result[id] = _contents.Add(id, contents);
        }

        return result;
    }

    private static string HashOf(string variables, IReadOnlyList<string> expected) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(variables + "\n" + JsonSerializer.Serialize(expected))).AsSpan(0, 16));
}
