using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>A remark on a release request that decides nothing.</summary>
public sealed class ReleaseComment
{
    public int Id { get; init; }

    public int ReleaseId { get; init; }

    public Release? Release { get; init; }

    public required string Text { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReleaseComment>
    {
        public void Configure(EntityTypeBuilder<ReleaseComment> builder)
        {
            builder.ToTable("ReleaseComments");
            builder.HasIndex(row => new { row.ReleaseId, row.Id });
            builder.HasOne(row => row.Release).WithMany().HasForeignKey(row => row.ReleaseId);
            builder.Property(row => row.Text).HasMaxLength(4000);
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
