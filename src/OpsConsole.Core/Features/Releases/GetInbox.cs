using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Release requests that wait for a decision, first to expire first, each with whether it waits for the reader. A fixed number of queries, however many prompts there are.</summary>
public sealed class GetInbox(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public const int ListedMost = 200;

    /// <param name="Approvals">Seats that are filled, of all.</param>
    /// <param name="Missing">The seats that are not, in words.</param>
    /// <param name="AsRole">The role in which the reader may decide now; null where it does not wait for the reader.</param>
    /// <param name="WhyNot">Why the reader may not decide; null where they may.</param>
    /// <param name="Verdict">Of all rules together, exceptions left aside; null without evidence.</param>
    /// <param name="Limit">How much worse than live the baseline gate lets the pass rate be, as a difference; null where it does not ask.</param>
    /// <param name="Unproven">Gates that its tier asks for and that it has no evidence of.</param>
    /// <param name="Excepted">Keys of the exceptions in force that its gate leans on.</param>
    public sealed record Item(
        int Id, string PromptKey, int Version, string Label, string SystemKey, string SystemName, int Tier, string RequestedByName, DateTime RequestedAt, DateTime DecideBy,
        ReleaseFigures? Figures, double? Limit, GateVerdict? Verdict, GateStanding Standing, IReadOnlyList<GateKind> Unproven, IReadOnlyList<string> Excepted, int Approvals, int Seats, IReadOnlyList<string> Missing, Role? AsRole, string? WhyNot, string? StaleReason)
    {
        public string Key => Release.KeyOf(Id);
    }

    /// <param name="Mine">Those that wait for the reader.</param>
    /// <param name="Others">Those that wait for somebody else.</param>
    public sealed record Inbox(IReadOnlyList<Item> Mine, IReadOnlyList<Item> Others);

    public async Task<Result<Inbox>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var releases = await context.Releases.AsNoTrackingWithIdentityResolution()
            .Include(row => row.Prompt!.System).Include(row => row.Version).Include(row => row.Decisions)
            .Where(row => row.State == ReleaseState.Requested)
            .OrderBy(row => row.DecideBy).ThenBy(row => row.Id)
            .Take(ListedMost)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var (_, table) = await PoliciesInForce.LoadAsync(context, cancellationToken);
        var held = await RoleCheck.HeldAsync(context, actor, cancellationToken);
        var delegations = await DelegationsInForce.LoadAsync(context, now, cancellationToken);
        var prompts = releases.Select(row => row.PromptId).Distinct().ToList();
        var exceptions = (await context.GateExceptions.AsNoTracking()
            .Where(row => prompts.Contains(row.PromptId) && row.State == GateExceptionState.Approved && row.ValidUntil > now)
            .ToListAsync(cancellationToken)).ToLookup(row => (row.PromptId, row.VersionNumber, row.ContentHash));
        var items = releases.Select(release => ItemOf(release, table, actor, held, delegations, [.. exceptions[(release.PromptId, release.Version!.Number, release.ContentHash)]], now)).ToList();
        return new Inbox([.. items.Where(item => item.AsRole is not null)], [.. items.Where(item => item.AsRole is null)]);
    }

    private static Item ItemOf(
        Release release, PolicyTable table, Actor actor, IReadOnlySet<Role> held, DelegationsInForce delegations, IReadOnlyList<GateException> exceptions, DateTime now)
    {
        var policy = table.For(release.Tier);
        var seats = Seat.Of(policy, release.PersonalData, release.CurrentDecisions);
        var right = Closed(release, now) is { } closed ? new DecisionRight([], closed) : DecisionRight.Of(release, release.Version!, seats, actor, held, delegations);
        var inForce = ExceptionsInForce.For(release.PromptId, release.Version!.Number, release.Evidence, exceptions, now);
        return new Item(
            release.Id, release.Prompt!.Key, release.Version!.Number, release.Label, release.Prompt.System!.Key, release.Prompt.System.Name, release.Tier, release.RequestedByName, release.RequestedAt,
            release.DecideBy, release.Figures, LimitOf(release.Evidence), release.Evidence.Count == 0 ? null : GateRules.Overall(release.Evidence.SelectMany(item => item.Rules)),
            GateStandings.Of(release.Evidence, inForce), [.. policy.Evidence.Except(release.Evidence.Select(item => item.Kind))], [.. inForce.All.Select(exception => exception.Key)],
            seats.Count(seat => seat.IsFilled), seats.Count,
            [.. seats.Where(seat => !seat.IsFilled).Select(seat => seat.Words)], right.Seats is [var first, ..] ? first.Role : null, right.WhyNot, release.StaleReason);
    }

    /// <summary>Why nobody decides on it now: it is the requester's turn, or nobody's any more.</summary>
    private static string? Closed(Release release, DateTime now) =>
        release.StaleReason is not null ? "it is stale; its evidence must be renewed first"
        : now >= release.DecideBy ? "the time to decide is over"
        : null;

    private static double? LimitOf(IReadOnlyList<Evidence> evidence) => evidence
        .Where(item => item.Kind == GateKind.Baseline)
        .SelectMany(item => item.Rules)
        .Where(result => result.Rule is { Measure: GateMeasure.PassRate, Comparison: GateComparison.NotWorseThanLive })
        .Select(result => (double?)-result.Rule.Limit)
        .FirstOrDefault();
}
