using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Releases;

/// <summary>What <see cref="SubmitForReview"/> would do with a version: what would refuse it, who would have to approve, and on which evidence. Stores nothing.</summary>
public sealed class PreviewSubmission(IDbContextFactory<OpsDbContext> contexts, EvidenceCollector collector, ReleaseOptions options, TimeProvider clock) : IUseCase
{
    public sealed record Query(string PromptKey, int Number, string Label = PromptLabel.Production);

    /// <param name="ContentHash">Of what would be frozen, includes pinned.</param>
    /// <param name="ProtectedLabels">Those that a request can be made for.</param>
    /// <param name="Labels">Where every label of the prompt points now.</param>
    /// <param name="Policy">What its tier asks for.</param>
    /// <param name="Seats">Who must approve, in words, each a different person.</param>
    /// <param name="Missing">Gates without evidence, each with the reason.</param>
    /// <param name="Blockers">Each refuses the submission.</param>
    /// <param name="Warnings">What refuses nothing now, and will stand in the way of an approval.</param>
    public sealed record Preview(
        string PromptKey, string PromptName, string SystemKey, string SystemName, int Number, VersionState State, string ChangeNote, string ContentHash, string Label,
        IReadOnlyList<string> ProtectedLabels, IReadOnlyList<PromptLabelItem> Labels, int Tier, string TierReason, TierPolicy Policy, IReadOnlyList<string> Seats,
        IReadOnlyList<Evidence> Evidence, IReadOnlyDictionary<GateKind, string> Missing, ExceptionsInForce Exceptions, ReleaseFigures? Figures,
        IReadOnlyList<Error> Blockers, IReadOnlyList<string> Warnings)
    {
        /// <summary>What the label points at now; null where it is free.</summary>
        public PromptLabelItem? Live => Labels.FirstOrDefault(label => label.Name == Label);
    }

    public async Task<Result<Preview>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await context.PromptVersions.AsNoTrackingWithIdentityResolution().Include(row => row.Prompt!.System)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == query.PromptKey && row.Number == query.Number, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(query.PromptKey, query.Number);

        var (state, prompt, system) = (version.State, version.Prompt!, version.Prompt!.System!);
        var tier = await TierInForce.LoadAsync(context, system, now, cancellationToken);
        IReadOnlyList<Error> blockers =
        [
            .. options.IsProtected(query.Label) ? Array.Empty<Error>() : [ReleaseErrors.NotProtected(query.Label)],
            .. await FreezeAsync(context, version, now, cancellationToken),
            .. tier.Computed.Blocked ? [ReleaseErrors.Prohibited(system.Name)] : Array.Empty<Error>(),
        ];
        var labels = await PromptLabelItem.OfAsync(context, prompt.Id, cancellationToken);
        var live = labels.Find(label => label.Name == query.Label);
        var policy = (await PoliciesInForce.LoadAsync(context, cancellationToken)).Table.For(tier.Level);
        var found = await collector.CollectAsync(context, version, live?.Number, policy.Evidence, cancellationToken);
        var exceptions = await ExceptionsInForce.LoadAsync(context, prompt.Id, version.Number, cancellationToken);
        return new Preview(
            prompt.Key, prompt.Name, system.Key, system.Name, version.Number, state, version.ChangeNote, version.ContentHash, query.Label,
            options.All, labels, tier.Level,
            tier.Lowering is null ? tier.Computed.Reason : $"{tier.Computed.Reason}, lowered from {tier.Computed.Name}",
            policy, [.. Seat.Of(policy, ReleaseFile.HandlesPersonalData(system), []).Select(seat => seat.Words)], found.Evidence, found.Missing,
            ExceptionsInForce.For(prompt.Id, version.Number, found.Evidence, exceptions, now), found.Figures, blockers,
            [.. Doubts(policy, version, found.Evidence, now), .. await OpenAsync(context, version, query.Label, cancellationToken)]);
    }

    /// <summary>Freezes the copy in memory as a submission would, so that evidence is looked for under the hash it would have. What refuses it, if anything does.</summary>
    private static async Task<IReadOnlyList<Error>> FreezeAsync(OpsDbContext context, PromptVersion version, DateTime now, CancellationToken cancellationToken)
    {
        if (version.State != VersionState.Draft)
            return [PromptErrors.NotADraft(version.Number, version.State)];
        var includes = await PromptIncludes.ResolveAsync(context, version.Content, version.Prompt!.Key, cancellationToken);
        if (!includes.IsOk)
            return [includes.Error];
        if (version.Content.Parse() is { IsOk: false } template)
            return [template.Error];
        return version.Submit(includes.Value.Pins, now) is { IsOk: false } refused ? [refused.Error] : [];
    }

    private static IEnumerable<string> Doubts(TierPolicy policy, PromptVersion version, IReadOnlyList<Evidence> evidence, DateTime now)
    {
        var allowed = TimeSpan.FromHours(policy.EvidenceHours);
        foreach (var item in evidence)
        {
            if (now - item.RunCompletedAt > allowed)
                yield return $"{item.RunKey} is {ReleaseChecks.Span(now - item.RunCompletedAt)} old, {ReleaseChecks.Span(allowed)} are allowed: run {item.BenchmarkKey} again.";
            if (policy.IndependentRun && item.RunStartedById == version.AuthorId)
                yield return $"{item.RunKey} was started by the author; somebody else must start the run of {item.BenchmarkKey}.";
        }
    }

    /// <summary>What is under way for the same label: it meets this request, or becomes stale by it.</summary>
    private static async Task<IReadOnlyList<string>> OpenAsync(OpsDbContext context, PromptVersion version, string label, CancellationToken cancellationToken)
    {
        var open = await context.Releases.AsNoTracking()
            .Where(row => row.PromptId == version.PromptId && row.Label == label && row.VersionId != version.Id
                && (row.State == ReleaseState.Requested || row.State == ReleaseState.Approved || row.State == ReleaseState.Rolling))
            .OrderBy(row => row.Id)
            .Take(20)
            .Select(row => new { row.Id, row.Version!.Number, row.State })
            .ToListAsync(cancellationToken);
        return open.ConvertAll(row =>
            row.State == ReleaseState.Rolling ? $"{Release.KeyOf(row.Id)} rolls v{row.Number} out on {label}; this can start when that has ended."
            : row.Number < version.Number ? $"{Release.KeyOf(row.Id)} (v{row.Number}) is open for {label} and becomes stale when this is submitted."
            : $"{Release.KeyOf(row.Id)} (v{row.Number}) is open for {label} already, with a newer version.");
    }
}
