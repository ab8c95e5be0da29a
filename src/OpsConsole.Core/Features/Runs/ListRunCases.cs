using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Which rows of the matrix are shown.</summary>
public enum CaseMode
{
    All,

    /// <summary>Some candidate fails.</summary>
    Failures,

    /// <summary>Candidates disagree.</summary>
    Differing,

    /// <summary>Some candidate passes where the baseline fails, or the reverse.</summary>
    Flips,

    /// <summary>Repeats of some candidate disagree.</summary>
    Unstable,

    /// <summary>Some candidate has no answer.</summary>
    Errors,
}

/// <summary>A page of a finished run's matrix, and how many rows each mode holds. Reads rows, never cells.</summary>
public sealed class ListRunCases(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int MaxTake = 500;

    /// <param name="Search">Part of the case's key or title.</param>
    public sealed record Query(int RunId, CaseMode Mode = CaseMode.All, string? Search = null, int Skip = 0, int Take = 50);

    public sealed record Counts(int All, int Failures, int Differing, int Flips, int Unstable, int Errors)
    {
        public int Of(CaseMode mode) => mode switch
        {
            CaseMode.All => All,
            CaseMode.Failures => Failures,
            CaseMode.Differing => Differing,
            CaseMode.Flips => Flips,
            CaseMode.Unstable => Unstable,
            CaseMode.Errors => Errors,
        };
    }

    /// <param name="Total">Rows that mode and search admit.</param>
    public sealed record Page(IReadOnlyList<RunCase> Rows, int Total, Counts Counts);

    public async Task<Result<Page>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        if (query.Take is < 1 or > MaxTake || query.Skip < 0)
        {
            return Error.Invalid("runs.page", $"take must be 1 to {MaxTake} and skip 0 or more.");
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var all = Shown(context, query.RunId, CaseMode.All, query.Search);
        var counts = await all.GroupBy(_ => 1).Select(rows => new Counts(
                rows.Count(),
                rows.Count(row => row.AnyFailure),
                rows.Count(row => row.Differing),
                rows.Count(row => row.Flipped),
                rows.Count(row => row.Unstable),
                rows.Count(row => row.AnyError)))
            .SingleOrDefaultAsync(cancellationToken) ?? new Counts(0, 0, 0, 0, 0, 0);
        var page = await Filter(all, query.Mode).OrderBy(row => row.Position).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Page(page, counts.Of(query.Mode), counts);
    }

    /// <summary>The rows of a run that mode and search admit.</summary>
    internal static IQueryable<RunCase> Shown(OpsDbContext context, int runId, CaseMode mode, string? search)
    {
        var rows = Filter(context.RunCases.AsNoTracking().Where(row => row.RunId == runId), mode);
        if (search is not { Length: > 0 })
        {
            return rows;
        }

        var lower = search.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where lower() has no culture.
        return rows.Where(row => row.CaseKey.ToLower().Contains(lower) || row.Title.ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static IQueryable<RunCase> Filter(IQueryable<RunCase> rows, CaseMode mode) => mode switch
    {
        CaseMode.All => rows,
        CaseMode.Failures => rows.Where(row => row.AnyFailure),
        CaseMode.Differing => rows.Where(row => row.Differing),
        CaseMode.Flips => rows.Where(row => row.Flipped),
        CaseMode.Unstable => rows.Where(row => row.Unstable),
        CaseMode.Errors => rows.Where(row => row.AnyError),
    };
}
