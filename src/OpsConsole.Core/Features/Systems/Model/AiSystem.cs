using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Systems.Model;

public enum SystemState
{
    Planned,
    Building,
    Live,
    Retired,
}

/// <summary>One product feature or workflow that calls models. Owns prompts, datasets and benchmarks.</summary>
public sealed class AiSystem : IRevisioned
{
    public int Id { get; init; }

    /// <summary>Unique slug, e.g. <c>support-assistant</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public string Purpose { get; set; } = "";

    public string Owner { get; set; } = "";

    public string TechnicalOwner { get; set; } = "";

    public Audience Audience { get; set; }

    public DataSensitivity Data { get; set; }

    public Autonomy Autonomy { get; set; }

    public DecisionEffect Effect { get; set; }

    public RegulatoryClass Regulatory { get; set; }

    /// <summary>In words: which classes of data the system handles.</summary>
    public string DataClasses { get; set; } = "";

    public string Regions { get; set; } = "";

    /// <summary>Milliseconds, 95th percentile.</summary>
    public int? SloP95Ms { get; set; }

    /// <summary>Share of failed calls, 0..1.</summary>
    public double? SloErrorRate { get; set; }

    public Money? MonthlyBudget { get; set; }

    public bool Critical { get; set; }

    public SystemState State { get; set; }

    public bool IsDemo { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    /// <summary>The number people say: <c>SYS-0001</c>.</summary>
    public string Number => $"SYS-{Id:0000}";

    public RiskTier Tier => RiskTier.Of(new RiskFactors(Audience, Data, Autonomy, Effect, Regulatory));

    internal sealed class Mapping : IEntityTypeConfiguration<AiSystem>
    {
        public void Configure(EntityTypeBuilder<AiSystem> builder)
        {
            builder.ToTable("Systems");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => row.Key).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.Owner).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.TechnicalOwner).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Number);
            builder.Ignore(row => row.Tier);
        }
    }
}
