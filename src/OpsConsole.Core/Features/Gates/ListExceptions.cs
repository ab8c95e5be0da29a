using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What a list of exceptions may be narrowed to. Whether one has expired is a matter of the clock, not of its state.</summary>
public enum ExceptionFilter
{
    InReview,
    InForce,
    Ended,
}

/// <summary>Exceptions from gates, newest first.</summary>
public sealed class ListExceptions(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="After">The last key of the slice before.</param>
    public sealed record Query(ExceptionFilter? Filter = null, string? PromptKey = null, string? After = null, int Limit = Page.DefaultLimit);

    /// <param name="Expired">Approved once, and past its end.</param>
    public sealed record Item(
        string Key, string PromptKey, int VersionNumber, GateKind GateKind, string RuleWords, string Reason, GateExceptionState State, bool Expired, DateTime ValidUntil,
        string RequestedByName, DateTime RequestedAt, string? DecidedByName);

    /// <param name="InReview">Over all prompts: what waits for a decision.</param>
    public sealed record Listing(Page<Item> Page, int InReview, int InForce);

    public async Task<Result<Listing>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        var now = clock.GetUtcNow().UtcDateTime;
        var limit = Page.Limit(query.Limit);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = Narrow(context.GateExceptions.AsNoTracking(), query.Filter, now);
        if (query.PromptKey is { } prompt)
            rows = rows.Where(row => row.Prompt!.Key == prompt);
        if (query.After is { } after && GateException.ParseKey(after) is { } last)
            rows = rows.Where(row => row.Id < last);
        var found = await rows.OrderByDescending(row => row.Id).Take(limit + 1).Select(row => new { Row = row, row.Prompt!.Key }).ToListAsync(cancellationToken);
        var items = found.ConvertAll(row => Of(row.Row, row.Key, now));
        return new Listing(
            Page.From(items, limit, item => item.Key),
            await Narrow(context.GateExceptions, ExceptionFilter.InReview, now).CountAsync(cancellationToken),
            await Narrow(context.GateExceptions, ExceptionFilter.InForce, now).CountAsync(cancellationToken));
    }

    private static IQueryable<GateException> Narrow(IQueryable<GateException> rows, ExceptionFilter? filter, DateTime now) => filter is not { } some ? rows : some switch
    {
        ExceptionFilter.InReview => rows.Where(row => row.State == GateExceptionState.InReview),
        ExceptionFilter.InForce => rows.Where(row => row.State == GateExceptionState.Approved && row.ValidUntil > now),
        ExceptionFilter.Ended => rows.Where(row => row.State != GateExceptionState.InReview && (row.State != GateExceptionState.Approved || row.ValidUntil <= now)),
    };

    private static Item Of(GateException row, string promptKey, DateTime now) => new(
        row.Key, promptKey, row.VersionNumber, row.GateKind, row.RuleWords, row.Reason, row.State, row.State == GateExceptionState.Approved && !row.IsInForce(now), row.ValidUntil,
        row.RequestedByName, row.RequestedAt, row.DecidedByName);
}
