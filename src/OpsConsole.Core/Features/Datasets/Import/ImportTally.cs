using System.Globalization;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Collects cases and faults while a file is read.</summary>
/// <param name="each">Takes every good case instead of the list; null keeps them.</param>
internal sealed class ImportTally(Action<ImportedCase>? each)
{
    private readonly List<ImportedCase?> _rows = [];
    private readonly List<ImportProblem> _problems = [];
    private readonly Dictionary<string, int> _rowOfKey = [];
    private readonly List<string> _columns = [];
    private readonly HashSet<string> _knownColumns = [];
    private readonly List<(int Index, CaseDraft Draft)> _unnamed = [];
    private int _problemCount;
    private int _rowCount;

    /// <summary>True once nothing more of the file can be taken.</summary>
    public bool IsFull => _rowCount > DatasetImporter.MaxCases;

    public void Column(string name)
    {
        // Shown to a person: a file that is no table has its whole first line for a name.
        var shown = Excerpt.Of(name);
        if (_columns.Count < 1_000 && _knownColumns.Add(shown))
        {
            _columns.Add(shown);
        }
    }

    public void Problem(ImportProblem problem)
    {
        _problemCount++;
        if (_problems.Count < DatasetImporter.MaxProblems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Counts a row that could not even be read as one.</summary>
    public void BadRow(ImportProblem problem)
    {
        CountRow(problem.Row);
        Problem(problem);
    }

    public void Add(CaseDraft draft)
    {
        CountRow(draft.Row);
        draft.Problems.ForEach(Problem);
        if (draft.Problems.Count > 0)
        {
            return;
        }

        if (draft.Key is { } key && !_rowOfKey.TryAdd(key, draft.Row))
        {
            Problem(new ImportProblem(draft.Row, "id", $"the id '{Excerpt.Of(key)}' is also the id of row {_rowOfKey[key]}", draft.Line));
            return;
        }

        if (each is not null)
        {
            each(draft.Build(draft.Key ?? ""));
        }
        else if (draft.Key is null)
        {
            _unnamed.Add((_rows.Count, draft));
            _rows.Add(null);
        }
        else
        {
            _rows.Add(draft.Build(draft.Key));
        }
    }

    public DatasetImport Finish()
    {
        // After all ids of the file are known, so that a generated one never takes an id that stands further down.
        foreach (var (index, draft) in _unnamed)
        {
            _rows[index] = draft.Build(FreeKey(index + 1));
        }

        if (_rowCount == 0 && _problemCount == 0)
        {
            Problem(new ImportProblem(0, null, "the file holds no cases"));
        }

        return new DatasetImport([.. _rows.Select(row => row!)], _problems, _problemCount, _columns, _rowCount);
    }

    private string FreeKey(int number)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"C-{number:0000}");
        for (var suffix = 2; !_rowOfKey.TryAdd(key, 0); suffix++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"C-{number:0000}-{suffix}");
        }

        return key;
    }

    private void CountRow(int row)
    {
        if (++_rowCount == DatasetImporter.MaxCases + 1)
        {
            Problem(new ImportProblem(row, null, $"a dataset holds at most {DatasetImporter.MaxCases:N0} cases; reading stopped here"));
        }
    }
}
