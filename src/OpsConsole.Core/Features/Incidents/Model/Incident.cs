using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Incidents.Model;

/// <summary>Something that goes wrong with a system right now. Here as far as releases depend on it: an open SEV1 or SEV2 blocks them, and opens break-glass.</summary>
public sealed class Incident : IRevisioned
{
    public int Id { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    public required string Title { get; init; }

    /// <summary>1 (gravest) to 4.</summary>
    public int Severity { get; init; }

    public required string DeclaredById { get; init; }

    public required string DeclaredByName { get; init; }

    public DateTime DeclaredAt { get; init; }

    public DateTime? ResolvedAt { get; set; }

    public string? ResolvedByName { get; set; }

    public string? Resolution { get; set; }

    public int Revision { get; set; }

    public string Key => KeyOf(Id);

    public bool IsOpen => ResolvedAt is null;

    public static string KeyOf(int id) => $"INC-{id:0000}";

    public static int? ParseKey(string key) =>
        key.StartsWith("INC-", StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(4), CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> builder)
        {
            builder.ToTable("Incidents");
            builder.HasIndex(row => new { row.SystemId, row.ResolvedAt });
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.Property(row => row.Title).Name();
            builder.Property(row => row.DeclaredById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.DeclaredByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ResolvedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Resolution).HasMaxLength(2000);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Key);
            builder.Ignore(row => row.IsOpen);
        }
    }
}
