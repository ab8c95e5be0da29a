using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>The delegations that count now, with the people who gave them: what <see cref="DelegationRules"/> works on.</summary>
internal sealed record DelegationsInForce(IReadOnlyList<Delegation> All, IReadOnlyList<Person> Givers)
{
    public static async Task<DelegationsInForce> LoadAsync(OpsDbContext context, DateTime now, CancellationToken cancellationToken)
    {
        var all = await context.Delegations.AsNoTracking()
            .Where(row => row.RevokedAt == null && row.ValidFrom <= now && row.ValidUntil > now)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var ids = all.Select(row => row.FromId).Distinct().ToList();
        var givers = ids.Count == 0 ? [] : await context.People.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
        return new DelegationsInForce(all, givers);
    }
}
