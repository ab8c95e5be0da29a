using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>One incident: its facts, and which releases of its system it stands in the way of.</summary>
public sealed class GetIncident(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    private const int ListedMost = 100;

    public sealed record Details(
        string Key, string Title, int Severity, string SystemKey, string SystemName, string DeclaredByName, DateTime DeclaredAt,
        DateTime? ResolvedAt, string? ResolvedByName, string? Resolution, IReadOnlyList<BlockedRelease> Blocks)
    {
        public bool IsOpen => ResolvedAt is null;

        /// <summary>Severe enough to hold releases while it is open.</summary>
        public bool IsBlocking => IsOpen && Severity <= OpenIncidents.BlockingSeverity;
    }

    /// <param name="State">In words.</param>
    public sealed record BlockedRelease(string Key, string PromptKey, int Version, string Label, string State);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = Incident.ParseKey(key);
        var row = await context.Incidents.AsNoTracking().Include(incident => incident.System).SingleOrDefaultAsync(incident => incident.Id == id, cancellationToken);
        if (row is null)
            return IncidentErrors.NotFound(key);

        var details = new Details(
            row.Key, row.Title, row.Severity, row.System!.Key, row.System.Name, row.DeclaredByName, row.DeclaredAt, row.ResolvedAt, row.ResolvedByName, row.Resolution, []);
        return details.IsBlocking ? details with { Blocks = await BlocksAsync(context, row.SystemId, cancellationToken) } : details;
    }

    private static async Task<IReadOnlyList<BlockedRelease>> BlocksAsync(OpsDbContext context, int systemId, CancellationToken cancellationToken)
    {
        var rows = await context.Releases.AsNoTracking()
            .Where(release => release.Prompt!.SystemId == systemId && (release.State == ReleaseState.Requested || release.State == ReleaseState.Approved || release.State == ReleaseState.Rolling))
            .OrderBy(release => release.Id)
            .Take(ListedMost)
            .Select(release => new { release.Id, release.Prompt!.Key, release.Version!.Number, release.Label, release.State })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(release => new BlockedRelease(Release.KeyOf(release.Id), release.Key, release.Number, release.Label, ReleaseWords.Of(release.State)))];
    }
}
