using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Notifications.Model;

public enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Every try came to nothing.</summary>
    Failed,
}

/// <summary>One event on its way to one webhook: written with the event, sent afterwards, tried again until it arrives or is given up.</summary>
public sealed class WebhookDelivery
{
    public int Id { get; init; }

    public int WebhookId { get; init; }

    public Webhook? Webhook { get; init; }

    public Guid EventId { get; init; }

    public required string Action { get; init; }

    /// <summary>The exact text that is signed and sent.</summary>
    public required string Body { get; init; }

    public DateTime CreatedAt { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public DateTime? NextAttemptAt { get; set; }

    public DateTime? DeliveredAt { get; set; }

    public int? LastStatus { get; set; }

    public string? LastError { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WebhookDelivery>
    {
        public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
        {
            builder.ToTable("WebhookDeliveries");
            builder.HasIndex(row => new { row.WebhookId, row.EventId }).IsUnique();
            builder.HasIndex(row => new { row.State, row.NextAttemptAt });
            builder.HasOne(row => row.Webhook).WithMany().HasForeignKey(row => row.WebhookId);
            builder.Property(row => row.Action).HasMaxLength(64);
            builder.Property(row => row.LastError).HasMaxLength(1000);
        }
    }
}
