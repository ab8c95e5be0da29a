using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Policies.Model;

public enum PolicyState
{
    /// <summary>Written by one person; a second one must agree.</summary>
    Proposed,
    Active,
    Superseded,
    Rejected,
}

/// <summary>A numbered edition of the approval policy. Editions never change; the newest active one is in force.</summary>
public sealed class ApprovalPolicy : IRevisioned
{
    public int Id { get; init; }

    /// <summary>1, 2, 3 …; unique.</summary>
    public int Number { get; init; }

    public required PolicyTable Table { get; init; }

    public PolicyState State { get; set; }

    /// <summary>Why the table is changed.</summary>
    public required string Reason { get; init; }

    public required string ProposedById { get; init; }

    public required string ProposedByName { get; init; }

    public DateTime ProposedAt { get; init; }

    public string? DecidedById { get; set; }

    public string? DecidedByName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public int Revision { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ApprovalPolicy>
    {
        public void Configure(EntityTypeBuilder<ApprovalPolicy> builder)
        {
            builder.ToTable("ApprovalPolicies");
            builder.HasIndex(row => row.Number).IsUnique();
            builder.Property(row => row.Table).Json();
            builder.Property(row => row.Reason).HasMaxLength(2000);
            builder.Property(row => row.ProposedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ProposedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
