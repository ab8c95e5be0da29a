using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Core.Features.Releases;

/// <summary>One release with everything that a decision on it needs, in a fixed number of queries: what is asked, on which evidence, who has decided, who is missing, and what the reader may do.</summary>
public sealed class GetRelease(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="Tier">That counts: the higher of then and now.</param>
    /// <param name="EvidenceHours">The oldest that evidence may be.</param>
    /// <param name="LiveNumber">The version that is live under the label now; null where nothing is.</param>
    /// <param name="LiveSince">Since when.</param>
    /// <param name="Standing">Of all gates, exceptions included.</param>
    /// <param name="Exceptions">Those that override a rule now.</param>
    /// <param name="Incidents">Open SEV1 and SEV2.</param>
    /// <param name="StaleReason">Freshly looked at; null while the evidence stands.</param>
    /// <param name="Checks">What must hold before it starts.</param>
    /// <param name="Right">Whether the reader may decide, in which roles, or why not.</param>
    /// <param name="Actions">What the reader may do besides deciding, each with the reason while it is off.</param>
    public sealed record Details(
        Release Release,
        string PromptKey,
        string PromptName,
        string SystemKey,
        string SystemName,
        int VersionNumber,
        string VersionState,
        string AuthorId,
        string AuthorName,
        string? EditorName,
        string ChangeNote,
        int Tier,
        string TierReason,
        bool PersonalData,
        int EvidenceHours,
        int CanaryHours,
        bool CommentToApprove,
        int? LiveNumber,
        DateTime? LiveSince,
        IReadOnlyList<Seat> Seats,
        GateStanding Standing,
        ExceptionsInForce Exceptions,
        IReadOnlyList<Incident> Incidents,
        string? StaleReason,
        IReadOnlyList<ReleaseCheck> Checks,
        DecisionRight Right,
        IReadOnlyList<ReleaseAction> Actions,
        IReadOnlyList<ReleaseComment> Comments,
        string? BreakGlassIncident,
        DateTime AsOf)
    {
        public string Key => Release.Key;
    }

    public async Task<Result<Details>> HandleAsync(int releaseId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        var file = await ReleaseFile.LoadAsync(context, releaseId, now, cancellationToken);
        if (file is null)
            return ReleaseErrors.NotFound(Release.KeyOf(releaseId));
        var held = await RoleCheck.HeldAsync(context, actor, cancellationToken);
        var delegations = await DelegationsInForce.LoadAsync(context, now, cancellationToken);
        var comments = await context.ReleaseComments.Where(row => row.ReleaseId == releaseId).OrderBy(row => row.Id).Take(500).ToListAsync(cancellationToken);
        var right = DecisionRight.Of(file.Release, file.Version, file.Seats, actor, held, delegations);
        var checks = ReleaseChecks.Of(file, now);
        var (version, system) = (file.Version, file.System);
        return new Details(
            file.Release, file.Prompt.Key, file.Prompt.Name, system.Key, system.Name, version.Number, version.State.ToString(), version.AuthorId, version.AuthorName,
            version.EditorName, version.ChangeNote, file.Tier, file.TierNow.Computed.Reason, file.PersonalData, file.Policy.EvidenceHours, file.Policy.CanaryHours,
            file.Policy.CommentToApprove, file.Label?.Version?.Number, file.Label?.MovedAt, file.Seats, GateStandings.Of(file.Release.Evidence, file.Exceptions),
            file.Exceptions, file.BlockingIncidents, file.StaleReason, checks, right, ReleaseActions.Of(file, checks, actor, now), comments,
            file.Release.BreakGlass is { } glass ? Incident.KeyOf(glass.IncidentId) : null, now);
    }
}
