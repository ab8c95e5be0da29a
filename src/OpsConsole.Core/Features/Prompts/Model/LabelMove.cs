using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>One move of a label, append-only: where it pointed afterwards, who moved it and why. Its highest id tells whether anything has moved.</summary>
public sealed class LabelMove
{
    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    public required string Label { get; init; }

    /// <summary>Number of the version before; null for the first move.</summary>
    public int? FromNumber { get; init; }

    public int ToNumber { get; init; }

    public int? CanaryNumber { get; init; }

    public int? CanaryPercent { get; init; }

    public int? ReleaseId { get; init; }

    public required string Why { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LabelMove>
    {
        public void Configure(EntityTypeBuilder<LabelMove> builder)
        {
            builder.ToTable("LabelMoves");
            builder.HasIndex(row => new { row.PromptId, row.Label, row.Id });
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.Property(row => row.Label).Key();
            builder.Property(row => row.Why).HasMaxLength(1000);
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
