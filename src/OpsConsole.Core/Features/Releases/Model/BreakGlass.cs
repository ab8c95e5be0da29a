namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>The conditions of a release that went live without approval during an incident.</summary>
/// <param name="SecondById">Who confirmed it within the hour; null until somebody has.</param>
/// <param name="SecondUntil">Unconfirmed at this time, it is rolled back.</param>
/// <param name="EndsAt">Ends by itself at this time unless it was reviewed.</param>
/// <param name="ReviewBy">Two business days after it began.</param>
public sealed record BreakGlass(
    int IncidentId,
    string Reason,
    DateTime SecondUntil,
    DateTime EndsAt,
    DateTime ReviewBy,
    string? SecondById = null,
    string? SecondByName = null,
    DateTime? SecondAt = null,
    string? ReviewedById = null,
    string? ReviewedByName = null,
    DateTime? ReviewedAt = null,
    string? Review = null);
