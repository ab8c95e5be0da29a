using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Notifications.Model;

/// <summary>One thing that one person should know, with the place to look at.</summary>
public sealed class Notification
{
    public int Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>What it is about; a second one about the same is not made while the first is unread.</summary>
    public required string Topic { get; init; }

    public required string Title { get; init; }

    /// <summary>A path within the console.</summary>
    public required string Href { get; init; }

    public DateTime At { get; init; }

    public DateTime? ReadAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Notification>
    {
        public void Configure(EntityTypeBuilder<Notification> builder)
        {
            builder.ToTable("Notifications");
            builder.HasIndex(row => new { row.PersonId, row.ReadAt, row.Id });
            builder.Property(row => row.PersonId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Topic).HasMaxLength(160);
            builder.Property(row => row.Title).HasMaxLength(500);
            builder.Property(row => row.Href).HasMaxLength(500);
        }
    }
}
