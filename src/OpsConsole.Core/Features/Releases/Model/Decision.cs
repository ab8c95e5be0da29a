using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>One person's decision in one round of a release request, with the hash that was on the screen.</summary>
public sealed class Decision
{
    public int Id { get; init; }

    public int ReleaseId { get; init; }

    /// <summary>Fresh evidence opens a new round; decisions of the rounds before are void.</summary>
    public int Round { get; init; }

    public DecisionKind Kind { get; init; }

    /// <summary>The role it was made in. One person fills one role, one role is filled by one person.</summary>
    public Role Role { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>Whose role it is, where it was made by delegation.</summary>
    public string? ForId { get; init; }

    public string? ForName { get; init; }

    public required string ContentHash { get; init; }

    public string Comment { get; init; } = "";

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Decision>
    {
        public void Configure(EntityTypeBuilder<Decision> builder)
        {
            builder.ToTable("Decisions");
            builder.HasIndex(row => new { row.ReleaseId, row.Round, row.Role }).IsUnique();
            builder.HasIndex(row => new { row.ReleaseId, row.Round, row.ById }).IsUnique();
            builder.HasOne<Release>().WithMany(row => row.Decisions).HasForeignKey(row => row.ReleaseId);
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ForId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ForName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.Comment).HasMaxLength(4000);
        }
    }
}
