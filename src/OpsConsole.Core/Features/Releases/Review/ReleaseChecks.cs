using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>What must hold before a release starts. Computed for the page, and again at the moment of release.</summary>
internal static class ReleaseChecks
{
    public static IReadOnlyList<ReleaseCheck> Of(ReleaseFile file, DateTime now) =>
    [
        Approvals(file),
        .. Roles(file),
        Evidence(file),
        Freshness(file, now),
        Gate(file),
        Standing(file),
        ApprovalLife(file, now),
        Incidents(file),
        .. Blocked(file),
    ];

    /// <summary>What does not hold, in words; empty when the release may start.</summary>
    public static IReadOnlyList<string> Open(ReleaseFile file, DateTime now) => [.. Of(file, now).Where(check => !check.Met).Select(check => check.Words)];

    private static ReleaseCheck Approvals(ReleaseFile file)
    {
        var missing = file.Seats.Where(seat => !seat.IsFilled).Select(seat => seat.Words).ToList();
        return missing.Count == 0
            ? new("approvals", true, $"All {Count(file.Seats.Count, "approval")} there")
            : new("approvals", false, $"{Count(missing.Count, "approval")} missing: {string.Join(", ", missing)}");
    }

    /// <summary>Silent while every approver still holds the role, because that is what everybody expects.</summary>
    private static IEnumerable<ReleaseCheck> Roles(ReleaseFile file) => file.Seats.Select(seat => seat.Decision).OfType<Decision>()
        .Where(decision => file.Approvers.TryGetValue(decision.ForId ?? decision.ById, out var person) && !person.Roles.Contains(decision.Role))
        .Select(decision => new ReleaseCheck("roles", false, $"{decision.ForName ?? decision.ByName} no longer holds the role {RoleWords.Of(decision.Role)} that the approval was given in"));

    private static ReleaseCheck Evidence(ReleaseFile file)
    {
        var missing = file.Policy.Evidence.Except(file.Release.Evidence.Select(evidence => evidence.Kind)).Select(kind => GateWords.Of(kind).ToLowerInvariant()).ToList();
        var dependent = file.Policy.IndependentRun
            ? file.Release.Evidence.FirstOrDefault(evidence => evidence.RunStartedById == file.Version.AuthorId)
            : null;
        var gates = $"/gates?prompt={Uri.EscapeDataString(file.Prompt.Key)}";
        return missing.Count > 0 ? new("evidence", false, $"Evidence missing: {string.Join(", ", missing)} gate", gates)
            : dependent is not null ? new("evidence", false, $"{dependent.RunKey} was started by the author; somebody else must start the run", $"/benchmarks/{dependent.BenchmarkKey}")
            : new("evidence", true, $"Evidence of {Count(file.Release.Evidence.Count, "gate")} bound");
    }

    private static ReleaseCheck Freshness(ReleaseFile file, DateTime now)
    {
        if (file.Release.State == ReleaseState.Rolling)
            return new("freshness", true, "The evidence was fresh when the rollout began");
        if (Oldest(file.Release) is not { } oldest)
            return new("freshness", false, "No evidence yet");
        var age = now - oldest.RunCompletedAt;
        var allowed = TimeSpan.FromHours(file.Policy.EvidenceHours);
        return age <= allowed
            ? new("freshness", true, $"Evidence is {Span(age)} old, {Span(allowed)} allowed")
            : new("freshness", false, $"Evidence is {Span(age)} old, {Span(allowed)} allowed", $"/benchmarks/{oldest.BenchmarkKey}");
    }

    private static ReleaseCheck Gate(ReleaseFile file)
    {
        var standing = GateStandings.Of(file.Release.Evidence, file.Exceptions);
        return standing switch
        {
            GateStanding.None => new("gate", false, "No gate was checked"),
            GateStanding.Passed => new("gate", true, "Every rule passes"),
            GateStanding.Excepted => new("gate", true, "Every rule passes or is excepted"),
            GateStanding.Inconclusive => new("gate", false, "The gate is inconclusive, and that is no pass"),
            GateStanding.Failed => new("gate", false, "The gate fails"),
        };
    }

    private static ReleaseCheck Standing(ReleaseFile file) => file.StaleReason is { } stale
        ? new("standing", false, $"Stale: {stale}")
        : new("standing", true, "Content, gates and datasets are what was decided on");

    private static ReleaseCheck ApprovalLife(ReleaseFile file, DateTime now) => (file.Release.State, file.Release.ApprovalEndsAt) switch
    {
        (ReleaseState.Requested, _) when now >= file.Release.DecideBy => new("approval-life", false, "The time to decide is over"),
        (ReleaseState.Approved, { } end) when now >= end => new("approval-life", false, "The approval has expired"),
        _ => new("approval-life", true, "Within its time"),
    };

    private static ReleaseCheck Incidents(ReleaseFile file) => file.BlockingIncidents switch
    {
        [] => new("incidents", true, "No open SEV1 or SEV2"),
        [var incident, ..] => new("incidents", false, $"SEV{incident.Severity} is open: {incident.Title}", $"/incidents/{incident.Key}"),
    };

    private static IEnumerable<ReleaseCheck> Blocked(ReleaseFile file)
    {
        if (file.TierNow.Computed.Blocked)
            yield return new("tier", false, "The system is a prohibited practice: nothing of it may be released", $"/systems/{file.System.Key}");
        if (file.Version.Content.Hash != file.Release.ContentHash)
            yield return new("hash", false, "The stored content does not match its hash");
    }

    public static Evidence? Oldest(Release release) => release.Evidence.MinBy(evidence => evidence.RunCompletedAt);

    public static string Span(TimeSpan span) => span.TotalHours < 1 ? "less than 1 h"
        : span.TotalHours < 48 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalHours):0} h")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalDays):0} days");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");
}
