using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>One column of a comparison before any figure: where it stands in its run.</summary>
internal sealed record ColumnSource(int RunId, int Position);

/// <summary>The compared cases as columns of numbers: for each candidate one value a case, NaN where it has none.</summary>
internal sealed record ComparedColumns(IReadOnlyList<ComparedCase> Cases, IReadOnlyList<double[]> Passes, IReadOnlyList<double[]> Scores)
{
    /// <summary>Lays the runs' rows side by side: the cases of the baseline's run that every run has with equal content, in their order.</summary>
    /// <param name="matrices">By run.</param>
    /// <param name="contents">By run what each case asks; null for runs over the baseline's own dataset version.</param>
    public static (ComparedColumns Columns, CasePairing Pairing) Align(
        int baselineRun,
        IReadOnlyList<ColumnSource> sources,
        IReadOnlyDictionary<int, RunMatrix> matrices,
        Func<int, IReadOnlyDictionary<string, string>?> contents)
    {
        var kept = matrices[baselineRun].Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var rows = new Dictionary<int, Dictionary<string, ComparedCase>> { [baselineRun] = kept };
        var leftOut = new List<LeftOutCases>();
        var common = new HashSet<string>(kept.Keys, StringComparer.Ordinal);
        foreach (var runId in sources.Select(source => source.RunId).Distinct().Where(id => id != baselineRun))
        {
            var own = rows[runId] = matrices[runId].Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
            var (mine, theirs) = (contents(runId), contents(baselineRun));
            bool Differs(string key) => mine is not null && theirs is not null && mine.GetValueOrDefault(key) != theirs.GetValueOrDefault(key);
            Note(leftOut, runId, LeftOutReason.OnlyInBaseline, [.. kept.Keys.Where(key => !own.ContainsKey(key))]);
            Note(leftOut, runId, LeftOutReason.NotInBaseline, [.. own.Keys.Where(key => !kept.ContainsKey(key))]);
            var changed = own.Keys.Where(key => kept.ContainsKey(key) && Differs(key)).ToList();
            Note(leftOut, runId, LeftOutReason.ContentDiffers, changed);
            common.IntersectWith(own.Keys);
            common.ExceptWith(changed);
        }

        var cases = matrices[baselineRun].Rows.Where(row => common.Contains(row.Key))
            .Select(row => row with { Cells = [.. sources.Select(source => CellOf(rows[source.RunId][row.Key], source.Position))] })
            .ToList();
        return (Of(cases, sources.Count), new CasePairing(cases.Count, leftOut));
    }

    public static ComparedColumns Of(IReadOnlyList<ComparedCase> cases, int candidates)
    {
        var passes = Enumerable.Range(0, candidates).Select(_ => new double[cases.Count]).ToList();
        var scores = Enumerable.Range(0, candidates).Select(_ => new double[cases.Count]).ToList();
        for (var row = 0; row < cases.Count; row++)
        {
            for (var column = 0; column < candidates; column++)
            {
                var cell = cases[row].Cells[column];
                passes[column][row] = cell.Answered == 0 ? double.NaN : (double)cell.Passed / cell.Answered;
                scores[column][row] = cell.Answered > 0 && cell.Score is >= 0 and <= 1 and var score ? score : double.NaN;
            }
        }

        return new ComparedColumns(cases, passes, scores);
    }

    // A run that stopped before it wrote its rows in full has fewer cells than candidates.
    private static CaseCell CellOf(ComparedCase row, int position) => position < row.Cells.Count ? row.Cells[position] : new CaseCell(CaseOutcome.Missing, null, 0, 0);

    private static void Note(List<LeftOutCases> leftOut, int runId, LeftOutReason reason, IReadOnlyList<string> keys)
    {
        if (keys.Count > 0)
        {
            leftOut.Add(new LeftOutCases(runId, reason, keys.Count, [.. keys.Take(5)]));
        }
    }
}
