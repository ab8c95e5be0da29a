using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>The policy in force, what is proposed instead and in what it differs, and the editions before.</summary>
public sealed class GetPolicy(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    private const int ListedMost = 100;

    /// <param name="Editions">All but an open proposal, newest first.</param>
    public sealed record View(int Number, PolicyTable Table, Proposal? Proposal, IReadOnlyList<Edition> Editions);

    public sealed record Proposal(int Number, PolicyTable Table, string Reason, string ById, string ByName, DateTime At, IReadOnlyList<PolicyDifference> Differences);

    /// <param name="Differences">From the edition that was in force before it; empty for the first.</param>
    public sealed record Edition(
        int Number, PolicyState State, string Reason, string ByName, DateTime At, string? DecidedByName, DateTime? DecidedAt, IReadOnlyList<PolicyDifference> Differences);

    public async Task<Result<View>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (number, table) = await PoliciesInForce.LoadAsync(context, cancellationToken);
        var rows = await context.ApprovalPolicies.AsNoTracking().OrderByDescending(row => row.Number).Take(ListedMost).ToListAsync(cancellationToken);
        var proposal = rows.FirstOrDefault(row => row.State == PolicyState.Proposed);
        return new View(
            number,
            table,
            proposal is null ? null : new Proposal(
                proposal.Number, proposal.Table, proposal.Reason, proposal.ProposedById, proposal.ProposedByName, proposal.ProposedAt, PolicyDifference.Between(table, proposal.Table)),
            [.. rows.Where(row => row.State != PolicyState.Proposed).Select(row => Describe(row, rows))]);
    }

    private static Edition Describe(ApprovalPolicy row, IEnumerable<ApprovalPolicy> all)
    {
        var before = all.Where(other => other.Number < row.Number && other.State is (PolicyState.Active or PolicyState.Superseded)).MaxBy(other => other.Number);
        return new Edition(
            row.Number, row.State, row.Reason, row.ProposedByName, row.ProposedAt, row.DecidedByName, row.DecidedAt,
            before is null ? [] : PolicyDifference.Between(before.Table, row.Table));
    }
}
