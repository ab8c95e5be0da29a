using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What happened to a prompt, newest first: every recorded act on it and every move of its labels, with who and why.</summary>
public sealed class GetPromptHistory(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="After">The <c>next</c> of the slice before.</param>
    public sealed record Query(string PromptKey, string? After = null, int Limit = Page.DefaultLimit);

    /// <summary>One act, or one move of a label.</summary>
    /// <param name="Action">The stable verb of an act; <c>label.moved</c> for a move.</param>
    /// <param name="Move">Where the label pointed before and after; null for an act.</param>
    public sealed record Entry(DateTime At, string Action, string ObjectKey, string ByName, ActorKind? ByKind, AuditOutcome Outcome, string? Reason, Move? Move)
    {
        internal Cursor Cursor { get; init; }
    }

    public sealed record Move(string Label, int? From, int To, int? Canary, int? Percent, int? ReleaseId);

    public async Task<Result<Page<Entry>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var after = Cursor.Parse(query.After);
        if (query.After is not null && after is null)
            return Error.Invalid("prompts.history-after", "The place to go on from must be the 'next' of the slice before.");

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var promptId = await context.Prompts.Where(row => row.Key == query.PromptKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (promptId is not { } id)
            return PromptErrors.NotFound(query.PromptKey);

        var limit = Page.Limit(query.Limit);
        var acts = await Acts(context, query.PromptKey, after).Take(limit + 1).ToListAsync(cancellationToken);
        var moves = await Moves(context, id, after).Take(limit + 1).ToListAsync(cancellationToken);
        List<Entry> merged =
        [
            .. acts.Select(row => new Entry(row.At, row.Action, row.ObjectKey, row.ActorName, row.ActorKind, row.Outcome, row.Reason, null) { Cursor = new(row.At, false, row.Id) }),
            .. moves.Select(row => new Entry(
                row.At, "label.moved", row.Label, row.ByName, null, AuditOutcome.Ok, row.Why,
                new Move(row.Label, row.FromNumber, row.ToNumber, row.CanaryNumber, row.CanaryPercent, row.ReleaseId)) { Cursor = new(row.At, true, row.Id) }),
        ];
        merged.Sort((one, other) => other.Cursor.CompareTo(one.Cursor));
        return Page.From([.. merged.Take(limit + 1)], limit, entry => entry.Cursor.ToString());
    }

    private static IQueryable<AuditEvent> Acts(OpsDbContext context, string key, Cursor? after)
    {
        var acts = context.AuditEvents.AsNoTracking().Where(row => row.PromptKey == key);
        if (after is { At: var at, Id: var id, IsMove: var isMove })
            acts = acts.Where(row => row.At < at || (row.At == at && (isMove || row.Id < id)));
        return acts.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);
    }

    private static IQueryable<LabelMove> Moves(OpsDbContext context, int promptId, Cursor? after)
    {
        var moves = context.LabelMoves.AsNoTracking().Where(row => row.PromptId == promptId);
        if (after is { At: var at, Id: var id, IsMove: var isMove })
            moves = moves.Where(row => row.At < at || (row.At == at && isMove && row.Id < id));
        return moves.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);
    }

    /// <summary>A place in the merged order: by time, at one time moves above the acts that they go with, then by id.</summary>
    internal readonly record struct Cursor(DateTime At, bool IsMove, long Id) : IComparable<Cursor>
    {
        public static Cursor? Parse(string? text) =>
            text?.Split('.') is [var ticks, "a" or "m", var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new Cursor(new DateTime(at, DateTimeKind.Utc), text.Contains(".m.", StringComparison.Ordinal), number)
                : null;

        public int CompareTo(Cursor other) => (At, IsMove, Id).CompareTo((other.At, other.IsMove, other.Id));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{(IsMove ? "m" : "a")}.{Id}");
    }
}
