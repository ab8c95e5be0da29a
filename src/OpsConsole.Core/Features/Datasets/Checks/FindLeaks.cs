using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>
/// Finds cases whose question or answer stands word for word in a prompt that they test: in its messages, examples among them, or in a sample. Case, spaces
/// and signs do not count; texts of fewer than four words and sixteen letters are not looked for, because they stand anywhere by chance.
/// </summary>
public sealed class FindLeaks(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Version">Null takes the newest.</param>
    public sealed record Query(string DatasetKey, int? Version = null, int Offset = 0, int Limit = 50);

    /// <param name="PromptVersions">How many were looked through, at most 500.</param>
    /// <param name="LeakedCases">Cases with at least one leak.</param>
    public sealed record Report(int Version, int Cases, int PromptVersions, int LeakedCases, IReadOnlyList<Leak> Leaks, int Total);

    public async Task<Result<Report>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!found.IsOk)
            return found.Error;

        var version = found.Value;
        var systemId = await context.Datasets.Where(row => row.Id == version.DatasetId).Select(row => row.SystemId).SingleAsync(cancellationToken);
        var (passages, prompts) = await PromptTexts.ReadAsync(context, version.DatasetId, systemId, cancellationToken);
        var cases = await DatasetVersions.CasesAsync(context, version.DatasetId, version.Number, cancellationToken);

        // A large dataset is some work: not on the thread that serves the page.
        var leaks = await Task.Run(() => CaseLeaks.Of(cases, new LeakFinder(passages), cancellationToken), cancellationToken);
        return new Report(
            version.Number, cases.Count, prompts, leaks.Select(leak => leak.CaseKey).Distinct().Count(),
            [.. leaks.Skip(Math.Max(0, query.Offset)).Take(Page.Limit(query.Limit))], leaks.Count);
    }
}
