using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Notifications.Model;

/// <summary>An address that is told of events. Its secret is a reference, as every secret here.</summary>
public sealed class Webhook : IRevisioned
{
    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>https, on a host of the allow-list.</summary>
    public required string Url { get; set; }

    /// <summary><c>env:NAME</c> or <c>config:Section:Name</c>: signs each delivery.</summary>
    public required string SecretRef { get; set; }

    /// <summary>Actions it is told of, e.g. <c>release.live</c>; empty for all.</summary>
    public required IReadOnlyList<string> Events { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Events up to here have been looked at.</summary>
    public DateTime ScannedUntil { get; set; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> builder)
        {
            builder.ToTable("Webhooks");
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.Url).HasMaxLength(1000);
            builder.Property(row => row.SecretRef).HasMaxLength(200);
            builder.Property(row => row.Events).Json();
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
