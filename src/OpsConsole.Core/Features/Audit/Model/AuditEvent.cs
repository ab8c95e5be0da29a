using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Audit.Model;

public enum AuditOutcome
{
    Ok,
    Denied,
    Failed,
}

/// <summary>One fact that somebody may have to prove later: who did what to which object, with which outcome. Append-only.</summary>
public sealed class AuditEvent
{
    public long Id { get; init; }

    public Guid EventId { get; init; }

    public DateTime At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public ActorKind ActorKind { get; init; }

    /// <summary>A stable verb, e.g. <c>release.approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>release</c>, <c>prompt-version</c>, <c>gate</c> …</summary>
    public required string ObjectKind { get; init; }

    /// <summary>What people call it: <c>REL-0148</c>, <c>support/answer v7</c>.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The prompt it belongs to, so that a prompt's history is one query; null outside prompts.</summary>
    public string? PromptKey { get; init; }

    public AuditOutcome Outcome { get; init; }

    /// <summary>In words: the comment, the refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>What else was decided on: hashes, evidence, shares; canonical JSON.</summary>
    public required string PayloadJson { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEvent>
    {
        public void Configure(EntityTypeBuilder<AuditEvent> builder)
        {
            builder.ToTable("AuditEvents");
            builder.HasIndex(row => row.EventId).IsUnique();
            builder.HasIndex(row => new { row.ObjectKind, row.ObjectKey, row.Id });
            builder.HasIndex(row => new { row.PromptKey, row.Id });
            builder.HasIndex(row => row.At);
            builder.Property(row => row.ActorId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ActorName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Action).HasMaxLength(64);
            builder.Property(row => row.ObjectKind).HasMaxLength(32);
            builder.Property(row => row.ObjectKey).HasMaxLength(160);
            builder.Property(row => row.PromptKey).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.Reason).HasMaxLength(4000);
        }
    }
}
