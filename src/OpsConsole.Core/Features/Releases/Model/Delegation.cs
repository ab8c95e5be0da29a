using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>Lets somebody decide in another person's role for a time. It never reaches further than the person who gave it: what they may not decide, their delegate may not.</summary>
public sealed class Delegation : IRevisioned
{
    public const int LongestDays = 30;

    public int Id { get; init; }

    public required string FromId { get; init; }

    public required string FromName { get; init; }

    public Role Role { get; init; }

    public required string ToId { get; init; }

    public required string ToName { get; init; }

    public required string Reason { get; init; }

    public DateTime ValidFrom { get; init; }

    public DateTime ValidUntil { get; init; }

    public DateTime? RevokedAt { get; set; }

    public int Revision { get; set; }

    public bool IsInForce(DateTime now) => RevokedAt is null && ValidFrom <= now && now < ValidUntil;

    internal sealed class Mapping : IEntityTypeConfiguration<Delegation>
    {
        public void Configure(EntityTypeBuilder<Delegation> builder)
        {
            builder.ToTable("Delegations");
            builder.HasIndex(row => new { row.ToId, row.ValidUntil });
            builder.HasIndex(row => new { row.FromId, row.ValidUntil });
            builder.Property(row => row.FromId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.FromName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ToId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ToName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Reason).HasMaxLength(1000);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
