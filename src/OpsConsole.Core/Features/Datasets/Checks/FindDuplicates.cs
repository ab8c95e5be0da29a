using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Compare;
using OpsConsole.Core.Features.Prompts.Diff;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// Finds cases whose variables are equal or nearly so. Equal: the same text of each variable in lower case, with single spaces and without compatibility
/// forms. Nearly: in every variable at least the asked share of words and word pairs in common (<see cref="Shingles"/>, <see cref="SimilarTexts"/>), because
/// two questions about one long text are two questions. The same cases always give the same groups; ten thousand take seconds. Answers and checks are not
/// compared: the same question with two answers is what should be found.
/// </summary>
public sealed class FindDuplicates(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const double DefaultSimilarity = 0.7;

    private const double Rounding = 1e-9;

    /// <param name="Version">Null takes the newest.</param>
    /// <param name="Similarity">0.5 to 1; 1 looks for equal words only.</param>
    public sealed record Query(string DatasetKey, int? Version = null, double Similarity = DefaultSimilarity, int Offset = 0, int Limit = 20);

    /// <param name="ExactGroups">Of the cases, equal ones are a group of their own, also where others are near them.</param>
    /// <param name="Others">Cases that are not the first of their group: what would go if each group kept one.</param>
    /// <param name="ExactOthers">The same for the exact groups alone.</param>
    public sealed record Report(
        int Version, int Cases, int ExactGroups, int NearGroups, IReadOnlyList<string> Others, IReadOnlyList<string> ExactOthers, IReadOnlyList<DuplicateGroup> Groups);

    public async Task<Result<Report>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        if (new FieldChecks("datasets").Range("similarity", query.Similarity, 0.5, 1).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        var rows = await context.DatasetCases.AsNoTracking().Where(row => row.DatasetVersionId == version.Value.Id).OrderBy(row => row.Position)
            .Select(row => new { row.Key, row.Title, row.VariablesJson, row.Expected }).ToListAsync(cancellationToken);

        // Seconds of work on a large dataset: not on the thread that serves the page.
        return await Task.Run(
            () => ReportOf(version.Value.Number, rows.ConvertAll(row => new ComparedCase(row.Key, row.Title, row.VariablesJson, row.Expected)), query, cancellationToken),
            cancellationToken);
    }

    private static Report ReportOf(int version, List<ComparedCase> cases, Query query, CancellationToken cancellationToken)
    {
        var exact = cases.Index().GroupBy(test => test.Item.Normal, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Select(test => test.Index).ToArray()).ToList();
        var again = exact.SelectMany(group => group.Skip(1)).ToHashSet();
        var singles = Enumerable.Range(0, cases.Count).Where(place => !again.Contains(place)).ToArray();
        var shingles = Array.ConvertAll(singles, place => cases[place].Shingles);

        // Where each variable reaches the threshold the whole does too, so that none is lost by asking for the whole first.
        var firsts = SimilarTexts.Group(shingles, query.Similarity, (a, b) => cases[singles[a]].SimilarityTo(cases[singles[b]]) >= query.Similarity - Rounding, cancellationToken);
        var near = singles.Zip(firsts).GroupBy(pair => pair.Second).Where(group => group.Count() > 1).Select(group => group.Select(pair => pair.First).ToArray()).ToList();

        var groups = exact.Select(places => (IsExact: true, Places: places)).Concat(near.Select(places => (IsExact: false, Places: places))).ToList();
        return new Report(
            version, cases.Count, exact.Count, near.Count,
            [.. groups.SelectMany(group => group.Places.Skip(1)).Distinct().Order().Select(place => cases[place].Key)],
            [.. again.Order().Select(place => cases[place].Key)],
            [.. groups.Skip(Math.Max(0, query.Offset)).Take(Page.Limit(query.Limit)).Select(group => GroupOf(cases, group.IsExact, group.Places))]);
    }

    private static DuplicateGroup GroupOf(List<ComparedCase> cases, bool isExact, int[] places)
    {
        var first = cases[places[0]];
        return new DuplicateGroup(
            isExact,
            [.. places.Select((place, index) => new DuplicateMember(
                cases[place].Key, cases[place].Title, place, isExact ? 1 : first.SimilarityTo(cases[place]),
                CaseFields.Shorten(index == 0 ? [new DiffPart(DiffKind.Same, first.Text)] : TextDiff.WordDiff(first.Text, cases[place].Text))))],
            places.Any(place => !cases[place].Answers.SetEquals(first.Answers)));
    }
}
