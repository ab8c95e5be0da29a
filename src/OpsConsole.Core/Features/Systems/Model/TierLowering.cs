using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Systems.Model;

public enum TierLoweringState
{
    Requested,
    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>A request to treat a system as a lower tier than its factors say, decided by another person. It ends, after 90 days at the latest.</summary>
public sealed class TierLowering : IRevisioned
{
    public const int LongestDays = 90;

    public int Id { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    /// <summary>The computed tier when it was asked, 2..4.</summary>
    public int FromLevel { get; init; }

    /// <summary>1..3, below <see cref="FromLevel"/>.</summary>
    public int ToLevel { get; init; }

    public required string Reason { get; init; }

    public DateTime ValidUntil { get; init; }

    public TierLoweringState State { get; set; }

    public required string RequestedById { get; init; }

    public required string RequestedByName { get; init; }

    public DateTime RequestedAt { get; init; }

    public string? DecidedById { get; set; }

    public string? DecidedByName { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? DecisionComment { get; set; }

    public int Revision { get; set; }

    public bool IsInForce(DateTime now) => State == TierLoweringState.Approved && now < ValidUntil;

    internal sealed class Mapping : IEntityTypeConfiguration<TierLowering>
    {
        public void Configure(EntityTypeBuilder<TierLowering> builder)
        {
            builder.ToTable("TierLowerings");
            builder.HasIndex(row => new { row.SystemId, row.State });
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.Property(row => row.Reason).HasMaxLength(2000);
            builder.Property(row => row.DecisionComment).HasMaxLength(2000);
            builder.Property(row => row.RequestedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.RequestedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DecidedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
