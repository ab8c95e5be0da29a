using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets.Model;

/// <summary>One immutable state of a dataset.</summary>
public sealed class DatasetVersion
{
    public int Id { get; init; }

    public int DatasetId { get; init; }

    public Dataset? Dataset { get; init; }

    public int Number { get; init; }

    public int CaseCount { get; init; }

    /// <summary>SHA-256 over the canonical JSON of all cases in order, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The variables that occur in the cases, in order of first appearance.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    public string ChangeNote { get; init; } = "";

    public required string CreatedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DatasetVersion>
    {
        public void Configure(EntityTypeBuilder<DatasetVersion> builder)
        {
            builder.ToTable("DatasetVersions");
            builder.HasIndex(row => new { row.DatasetId, row.Number }).IsUnique();
            builder.HasOne(row => row.Dataset).WithMany().HasForeignKey(row => row.DatasetId);
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.Variables).Json();
            builder.Property(row => row.ChangeNote).HasMaxLength(500);
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
