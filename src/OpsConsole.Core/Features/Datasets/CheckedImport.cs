using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>A file read and checked as a whole, assertions included: what the preview shows and what the import stores come from here.</summary>
internal sealed record CheckedImport(DatasetImport File, IReadOnlyList<CaseContent> Cases, IReadOnlyList<ImportProblem> Problems, int ProblemCount)
{
    /// <param name="schema">The dataset's, for the variables; null asks nothing.</param>
    public static async Task<Result<CheckedImport>> ReadAsync(
        Stream content, DatasetFormat format, string? schema, AssertionCompiler compiler, CancellationToken cancellationToken)
    {
        var violation = CaseSchema.Checker(schema);
        var read = await DatasetImporter.ReadAsync(content, format, null, cancellationToken);
        if (!read.IsOk)
            return read.Error;

        var file = read.Value;
        var cases = new List<CaseContent>(file.Rows.Count);
        var problems = file.Problems.ToList();
        var count = file.ProblemCount;
        foreach (var row in file.Rows)
        {
            var (checkedCase, column, fault) = CaseContent.From(row, compiler);
            if (checkedCase is not null)
                (column, fault) = ("vars", violation(checkedCase) ?? "");
            if (checkedCase is not null && fault.Length == 0)
                cases.Add(checkedCase);
            else if (++count <= DatasetImporter.MaxProblems)
                problems.Add(new ImportProblem(row.Row, column, fault));
        }

        return new CheckedImport(file, cases, [.. problems.OrderBy(problem => problem.Row)], count);
    }

    public Error? Refusal => ProblemCount == 0 ? null : DatasetErrors.BadRows(ProblemCount, [.. Problems.Select(Detail)]);

    private static ErrorDetail Detail(ImportProblem problem)
    {
        var place = (problem with { Reason = "" }).ToString();
        return new ErrorDetail(place[..^2], problem.Reason);
    }
}
