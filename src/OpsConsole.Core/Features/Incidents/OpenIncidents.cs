using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Incidents.Model;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>The incidents that stand in the way of releases, and that open break-glass.</summary>
internal static class OpenIncidents
{
    /// <summary>SEV1 and SEV2 block.</summary>
    public const int BlockingSeverity = 2;

    /// <summary>The unresolved SEV1 and SEV2 of a system, the gravest first.</summary>
    public static async Task<IReadOnlyList<Incident>> BlockingAsync(OpsDbContext context, int systemId, CancellationToken cancellationToken) =>
        await context.Incidents.AsNoTracking()
            .Where(row => row.SystemId == systemId && row.ResolvedAt == null && row.Severity <= BlockingSeverity)
            .OrderBy(row => row.Severity).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
}
