using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// Reads the pending cells of some candidates in order, a page at a time, so that memory does not grow with the run.
/// </summary>
internal sealed class CellFeed(IDbContextFactory<OpsDbContext> contexts, Run run, IReadOnlyList<CandidatePlan> candidates, AssertionCompiler compiler)
{
    private const int PageSize = 256;

    private readonly Dictionary<int, CandidatePlan> _candidates = candidates.ToDictionary(candidate => candidate.Id);
    private Dictionary<int, PreparedCase> _cases = [];
    private AssertionSet? _shared;

    public async IAsyncEnumerable<CellWork> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // As one parameter here and below: a list of values would be translated anew for each page.
        var ids = _candidates.Keys.ToArray();
        var last = 0L;
        while (true)
        {
            List<(long Id, int CandidateId, int CaseId, int Repeat)> page;
            await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var rows = await context.RunCells
                    .Where(cell => cell.RunId == run.Id && cell.Id > last && cell.State == CellState.Pending && EF.Parameter(ids).Contains(cell.CandidateId))
                    .OrderBy(cell => cell.Id)
                    .Select(cell => new { cell.Id, cell.CandidateId, cell.CaseId, cell.Repeat })
                    .Take(PageSize)
                    .ToListAsync(cancellationToken);
                page = rows.ConvertAll(row => (row.Id, row.CandidateId, row.CaseId, row.Repeat));
                await PrepareAsync(context, [.. page.Select(cell => cell.CaseId).Distinct()], cancellationToken);
            }

            if (page.Count == 0)
            {
                yield break;
            }

            last = page[^1].Id;
            foreach (var cell in page)
            {
                yield return new CellWork(cell.Id, _candidates[cell.CandidateId], _cases[cell.CaseId], cell.Repeat);
            }
        }
    }

    private async Task PrepareAsync(OpsDbContext context, int[] caseIds, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<int, PreparedCase>();
        foreach (var id in caseIds)
        {
            if (_cases.TryGetValue(id, out var known))
            {
                kept.Add(id, known);
            }
        }

        var missing = caseIds.Where(id => !kept.ContainsKey(id)).ToArray();
        if (missing.Length > 0)
        {
            var rows = await context.DatasetCases.AsNoTracking().Where(row => EF.Parameter(missing).Contains(row.Id)).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                kept.Add(row.Id, Prepare(row));
            }
        }

        _cases = kept;
    }

    private PreparedCase Prepare(DatasetCase row)
    {
        return new PreparedCase(
            row.Id,
            row.Key,
            row.Position,
            JsonElement.Parse(row.VariablesJson).EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
            row.Expected,
            row.Assertions.Count == 0 && row.Threshold is null
                ? _shared ??= Compile(run.Assertions, run.Threshold)
                : Compile([.. run.Assertions, .. row.Assertions], row.Threshold ?? run.Threshold));
    }

    /// <summary>Both lists were compiled when they were stored; a failure here means that the console changed under an old dataset.</summary>
    private AssertionSet Compile(IReadOnlyList<Assertion> assertions, double? threshold)
    {
        var set = compiler.Compile(assertions, threshold);
        return set.IsOk ? set.Value : throw new RunFaultException(set.Error.Message);
    }
}
