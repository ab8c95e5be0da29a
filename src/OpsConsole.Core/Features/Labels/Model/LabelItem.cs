using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Labels.Model;

/// <summary>One result that waits for labels.</summary>
public sealed class LabelItem
{
    public int Id { get; init; }

    public int QueueId { get; init; }

    public LabelQueue? Queue { get; init; }

    public int Position { get; init; }

    public long CellId { get; init; }

    public RunCell? Cell { get; init; }

    public ICollection<Label> Labels { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<LabelItem>
    {
        public void Configure(EntityTypeBuilder<LabelItem> builder)
        {
            builder.ToTable("LabelItems");
            builder.HasIndex(row => new { row.QueueId, row.Position }).IsUnique();
            builder.HasIndex(row => row.CellId);
            builder.HasOne(row => row.Queue).WithMany(row => row.Items).HasForeignKey(row => row.QueueId);
            builder.HasOne(row => row.Cell).WithMany().HasForeignKey(row => row.CellId);
        }
    }
}
