using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// The leak check from the prompt's side: which cases stand word for word in one version, of the newest versions of its system's datasets and of the datasets
/// that benchmarks compare it over. Three queries, however many datasets there are.
/// </summary>
public sealed class FindPromptLeaks(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <summary>Read at most; smaller datasets first, so that as many as possible are looked through.</summary>
    public const int MostCases = 20_000;
    public const int NamedCases = 5;

    /// <param name="Datasets">Looked through.</param>
    /// <param name="LeftOut">Datasets whose cases would have been too many.</param>
    /// <param name="Found">Those with leaks, the most leaked first.</param>
    public sealed record Report(int Datasets, int Cases, IReadOnlyList<string> LeftOut, IReadOnlyList<Item> Found);

    /// <param name="LeakedCases">Cases with at least one leak.</param>
    /// <param name="First">At most <see cref="NamedCases"/> of them, each once.</param>
    public sealed record Item(string DatasetKey, int Version, int LeakedCases, IReadOnlyList<Leak> First);

    public async Task<Result<Report>> HandleAsync(string promptKey, int number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await context.PromptVersions.AsNoTracking()
            .Where(row => row.Prompt!.Key == promptKey && row.Number == number)
            .Select(row => new { row.Id, row.Prompt!.SystemId, row.Messages, row.Variables })
            .SingleOrDefaultAsync(cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(promptKey, number);

        var (read, leftOut) = Fitting(await DatasetsAsync(context, version.Id, version.SystemId, cancellationToken));
        var ids = read.ConvertAll(dataset => dataset.VersionId);
        var rows = ids.Count == 0 ? [] : await context.DatasetCases.AsNoTracking()
            .Where(row => ids.Contains(row.DatasetVersionId)).OrderBy(row => row.DatasetVersionId).ThenBy(row => row.Position).ToListAsync(cancellationToken);
        var finder = new LeakFinder([.. PromptTexts.Of(promptKey, number, version.Messages, version.Variables)]);

        // Some work where the datasets are large: not on the thread that serves the page.
        var leaks = await Task.Run(
            () => rows.GroupBy(row => row.DatasetVersionId).ToDictionary(group => group.Key, group => CaseLeaks.Of(group.Select(CaseContent.Of), finder, cancellationToken)),
            cancellationToken);
        return new Report(read.Count, rows.Count, leftOut,
        [
            .. read.Select(dataset => ItemOf(dataset, leaks.GetValueOrDefault(dataset.VersionId, [])))
                .Where(item => item.LeakedCases > 0).OrderByDescending(item => item.LeakedCases).ThenBy(item => item.DatasetKey, StringComparer.Ordinal),
        ]);
    }

    private static Task<List<NewestVersion>> DatasetsAsync(OpsDbContext context, int promptVersionId, int systemId, CancellationToken cancellationToken) => context.DatasetVersions
        .Where(row => row.Number == row.Dataset!.LatestNumber
            && (row.Dataset.SystemId == systemId
                || context.BenchmarkCandidates.Any(candidate => candidate.PromptVersionId == promptVersionId && candidate.Benchmark!.DatasetId == row.DatasetId)))
        .OrderBy(row => row.CaseCount).ThenBy(row => row.Id)
        .Select(row => new NewestVersion(row.Id, row.Dataset!.Key, row.Number, row.CaseCount))
        .ToListAsync(cancellationToken);

    private static (List<NewestVersion> Read, IReadOnlyList<string> LeftOut) Fitting(IReadOnlyList<NewestVersion> datasets)
    {
        var cases = 0;
        var read = datasets.TakeWhile(dataset => (cases += dataset.Cases) <= MostCases).ToList();
        return (read, [.. datasets.Skip(read.Count).Select(dataset => dataset.Key)]);
    }

    private static Item ItemOf(NewestVersion dataset, List<Leak> leaks)
    {
        var byCase = leaks.DistinctBy(leak => leak.CaseKey).ToList();
        return new Item(dataset.Key, dataset.Number, byCase.Count, [.. byCase.Take(NamedCases)]);
    }

    private sealed record NewestVersion(int VersionId, string Key, int Number, int Cases);
}
