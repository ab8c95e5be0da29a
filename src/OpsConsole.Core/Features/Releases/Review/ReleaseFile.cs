using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>
/// Everything that a decision on one release, or its start, depends on, read in a fixed number of queries and judged in memory: what a page offers and what a
/// use case allows come from the same object.
/// </summary>
internal sealed class ReleaseFile
{
    private ReleaseFile(Release release) => Release = release;

    public Release Release { get; }

    public PromptVersion Version => Release.Version!;

    public Prompt Prompt => Release.Prompt!;

    public AiSystem System => Prompt.System!;

    /// <summary>Null where the label points nowhere yet.</summary>
    public required PromptLabel? Label { get; init; }

    /// <summary>The tier that counts: the higher of then and now.</summary>
    public required int Tier { get; init; }

    public required EffectiveTier TierNow { get; init; }

    public required bool PersonalData { get; init; }

    /// <summary>That of the edition it was asked under, and of every tightening since.</summary>
    public required TierPolicy Policy { get; init; }

    public required IReadOnlyList<Seat> Seats { get; init; }

    public required ExceptionsInForce Exceptions { get; init; }

    public required IReadOnlyList<Incident> BlockingIncidents { get; init; }

    public required IReadOnlyDictionary<string, Person> Approvers { get; init; }

    /// <summary>Why the evidence no longer stands, freshly looked at; null while it stands.</summary>
    public required string? StaleReason { get; init; }

    public static async Task<ReleaseFile?> LoadAsync(OpsDbContext context, int releaseId, DateTime now, CancellationToken cancellationToken)
    {
        var release = await context.Releases
            .Include(row => row.Prompt!.System)
            .Include(row => row.Version)
            .Include(row => row.Decisions)
            .SingleOrDefaultAsync(row => row.Id == releaseId, cancellationToken);
        if (release is null)
            return null;

        var label = await context.PromptLabels.Include(row => row.Version)
            .SingleOrDefaultAsync(row => row.PromptId == release.PromptId && row.Name == release.Label, cancellationToken);
        var system = release.Prompt!.System!;
        var tier = await TierInForce.LoadAsync(context, system, now, cancellationToken);
        var level = Math.Max(release.Tier, tier.Level);
        var policy = (await PoliciesInForce.LoadSinceAsync(context, release.PolicyNumber, cancellationToken)).For(level);
        var personal = release.PersonalData || HandlesPersonalData(system);
        var exceptions = await ExceptionsInForce.LoadAsync(context, release.PromptId, release.Version!.Number, cancellationToken);
        var deciders = release.CurrentDecisions.SelectMany(decision => new[] { decision.ById, decision.ForId }).OfType<string>().Distinct().ToList();
        return new ReleaseFile(release)
        {
            Label = label,
            Tier = level,
            TierNow = tier,
            PersonalData = personal,
            Policy = policy,
            Seats = Seat.Of(policy, personal, release.CurrentDecisions),
            Exceptions = ExceptionsInForce.For(release.PromptId, release.Version!.Number, release.Evidence, exceptions, now),
            BlockingIncidents = await OpenIncidents.BlockingAsync(context, system.Id, cancellationToken),
            Approvers = await context.People.AsNoTracking().Where(row => deciders.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken),
            StaleReason = release.StaleReason ?? await EvidenceStanding.FaultAsync(context, release, label, cancellationToken),
        };
    }

    public static bool HandlesPersonalData(AiSystem system) => system.Data != DataSensitivity.None;
}
