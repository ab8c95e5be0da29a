using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Gates.Model;

public enum GateExceptionState
{
    InReview,
    Approved,
    Rejected,
    Withdrawn,
    Closed,
}

/// <summary>
/// Lets one version pass one rule of one gate although its verdict is not Pass, for a reason, by a named person, until a date. It turns no badge green:
/// it shows wherever the release shows.
/// </summary>
public sealed class GateException : IRevisioned
{
    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    /// <summary>The version's number and content: another version needs another exception.</summary>
    public int VersionNumber { get; init; }

    public required string ContentHash { get; init; }

    public GateKind GateKind { get; init; }

    /// <summary>The rule as <see cref="RuleResult.Words"/> says it.</summary>
    public required string RuleWords { get; init; }

    public required string Reason { get; init; }

    public required string CompensatingControls { get; init; }

    public DateTime ValidUntil { get; init; }

    public GateExceptionState State { get; set; }

    public required string RequestedById { get; init; }

    public required string RequestedByName { get; init; }

    public DateTime RequestedAt { get; init; }

    public string? DecidedById { get; set; }

    public string? DecidedByName { get; set; }

    public string? DecidedAs { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? DecisionComment { get; set; }

    public int Revision { get; set; }

    public string Key => KeyOf(Id);

    public static string KeyOf(int id) => $"EXC-{id:0000}";

    public bool IsInForce(DateTime now) => State == GateExceptionState.Approved && now < ValidUntil;

    /// <summary>The id behind <c>EXC-0031</c>; null where the text is no such key.</summary>
    public static int? ParseKey(string key) =>
        key.StartsWith("EXC-", StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(4), CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    /// <summary>The caller has checked who, and in which role.</summary>
    public Result Decide(bool approve, Actor by, Role role, string comment, DateTime now)
    {
        if (State != GateExceptionState.InReview)
            return ExceptionErrors.IllegalMove(this, "decide on");
        if (approve && now >= ValidUntil)
            return ExceptionErrors.Ended(this);
        State = approve ? GateExceptionState.Approved : GateExceptionState.Rejected;
        (DecidedById, DecidedByName, DecidedAs, DecidedAt, DecisionComment) = (by.Id, by.Name, role.ToString(), now, comment);
        return Result.Ok;
    }

    /// <summary>Ends it early: a request is withdrawn, an approved exception is closed.</summary>
    public Result TakeBack()
    {
        if (State is not (GateExceptionState.InReview or GateExceptionState.Approved))
            return ExceptionErrors.IllegalMove(this, "take back");
        State = State == GateExceptionState.InReview ? GateExceptionState.Withdrawn : GateExceptionState.Closed;
        return Result.Ok;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GateException>
    {
        public void Configure(EntityTypeBuilder<GateException> builder)
        {
            builder.ToTable("GateExceptions");
            builder.HasIndex(row => new { row.PromptId, row.VersionNumber });
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.RuleWords).HasMaxLength(300);
            builder.Property(row => row.Reason).HasMaxLength(2000);
            builder.Property(row => row.CompensatingControls).HasMaxLength(2000);
            builder.Property(row => row.DecisionComment).HasMaxLength(2000);
            builder.Property(row => row.DecidedAs).HasMaxLength(32);
            builder.Property(row => row.RequestedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.RequestedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Key);
        }
    }
}
