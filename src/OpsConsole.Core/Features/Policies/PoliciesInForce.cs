using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>Which edition of the approval policy holds. Read where it is used, never kept: a stopped job or an old page lets nothing through.</summary>
internal static class PoliciesInForce
{
    /// <summary>The newest active edition; the table that every console starts with where there is none yet.</summary>
    public static async Task<(int Number, PolicyTable Table)> LoadAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var active = await context.ApprovalPolicies.AsNoTracking()
            .Where(row => row.State == PolicyState.Active)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(cancellationToken);
        return active is null ? (1, PolicyTable.Seed) : (active.Number, active.Table);
    }

    /// <summary>
    /// What a request is held to that was made under edition <paramref name="number"/>: that edition, and every tightening since,
    /// although a later edition may have loosened it again.
    /// </summary>
    public static async Task<PolicyTable> LoadSinceAsync(OpsDbContext context, int number, CancellationToken cancellationToken)
    {
        var editions = await context.ApprovalPolicies.AsNoTracking()
            .Where(row => row.Number >= number && (row.State == PolicyState.Active || row.State == PolicyState.Superseded))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        return editions.Count == 0 ? PolicyTable.Seed : editions.Select(row => row.Table).Aggregate(PolicyTable.Strictest);
    }
}
