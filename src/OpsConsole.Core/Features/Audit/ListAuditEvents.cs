using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Audit;

/// <summary>The audit log, newest first: what was done and what was refused, by whom, on which object.</summary>
public sealed class ListAuditEvents(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query
    {
        /// <summary>Part of the name or the id of who acted.</summary>
        public string? Actor { get; init; }

        /// <summary>One action (<c>release.approved</c>), or all of one kind of object (<c>release</c>).</summary>
        public string? Action { get; init; }

        /// <summary>Part of the object's key.</summary>
        public string? Object { get; init; }

        /// <summary>The key of the prompt it belongs to.</summary>
        public string? Prompt { get; init; }

        public AuditOutcome? Outcome { get; init; }

        /// <summary>From this day on, in UTC.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Up to this day and with it, in UTC.</summary>
        public DateOnly? To { get; init; }

        /// <summary>The <c>next</c> of the slice before.</summary>
        public string? After { get; init; }

        public int Limit { get; init; } = Page.DefaultLimit;
    }

    public async Task<Result<Page<AuditRow>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var before = long.MaxValue;
        if (query.After is not null && !long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Error.Invalid("audit.after", "after must be the next of the slice before.");

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var events = Filter(context.AuditEvents, query).Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(limit + 1);
        var items = await AuditRow.Of(events).ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static IQueryable<AuditEvent> Filter(IQueryable<AuditEvent> events, Query query)
    {
        events = events.Matching(query.Actor, row => row.ActorName, row => row.ActorId).Matching(query.Object, row => row.ObjectKey);
        if (!string.IsNullOrWhiteSpace(query.Action))
        {
            var (action, start) = (query.Action.Trim(), query.Action.Trim() + ".");
            events = events.Where(row => row.Action == action || row.Action.StartsWith(start));
        }

        if (!string.IsNullOrWhiteSpace(query.Prompt))
        {
            var prompt = query.Prompt.Trim();
            events = events.Where(row => row.PromptKey == prompt);
        }

        if (query.Outcome is { } outcome)
            events = events.Where(row => row.Outcome == outcome);
        if (query.From is { } first)
        {
            var from = Midnight(first);
            events = events.Where(row => row.At >= from);
        }

        // The last day of the calendar has no day after it, and no event either.
        if (query.To is { } last && last < DateOnly.MaxValue)
        {
            var until = Midnight(last.AddDays(1));
            events = events.Where(row => row.At < until);
        }

        return events;
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
