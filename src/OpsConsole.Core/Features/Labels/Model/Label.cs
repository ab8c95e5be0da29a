using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Labels.Model;

/// <summary>
/// One person's judgement of one item; before it is given, that person's reservation of it. A slot is a place among the item's reviewers: it is unique,
/// so no more people than asked for can hold one item, and a reservation that has run out is taken over by the next.
/// </summary>
public sealed class Label
{
    public int Id { get; init; }

    public int ItemId { get; init; }

    public LabelItem? Item { get; init; }

    /// <summary>0, 1 … reviewers − 1.</summary>
    public int Slot { get; init; }

    public required string ById { get; set; }

    public required string ByName { get; set; }

    /// <summary>Until when the item is held for this person; means nothing once the label is given.</summary>
    public DateTime ReservedUntil { get; set; }

    /// <summary>Null while the item is only reserved.</summary>
    public DateTime? GivenAt { get; set; }

    public bool? Pass { get; set; }

    /// <summary>1 (worst) .. 5 (best); null where only pass or fail was said.</summary>
    public int? Rating { get; set; }

    public string? Comment { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Label>
    {
        public void Configure(EntityTypeBuilder<Label> builder)
        {
            builder.ToTable("Labels");
            builder.HasIndex(row => new { row.ItemId, row.Slot }).IsUnique();
            builder.HasIndex(row => new { row.ItemId, row.ById }).IsUnique();
            builder.HasOne(row => row.Item).WithMany(row => row.Labels).HasForeignKey(row => row.ItemId);
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Comment).HasMaxLength(2000);
        }
    }
}
