using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Datasets.Model;

public enum DatasetKind
{
    /// <summary>Agreed right answers.</summary>
    Golden,

    /// <summary>Cases that once went wrong.</summary>
    Regression,

    /// <summary>Attacks and traps.</summary>
    Adversarial,

    /// <summary>What must always or never be said.</summary>
    Policy,
}

/// <summary>A versioned set of test cases of one system.</summary>
public sealed class Dataset : IRevisioned
{
    public int Id { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    public required string Key { get; init; }

    public required string Name { get; set; }

    public DatasetKind Kind { get; set; }

    public int LatestNumber { get; set; }

    /// <summary>A JSON Schema that the variables of each case of a new version must satisfy; null asks nothing.</summary>
    public string? VariablesSchema { get; set; }

    /// <summary>Frozen datasets take no new versions.</summary>
    public DateTime? FrozenAt { get; set; }

    public string? FrozenBy { get; set; }

    public string? FrozenReason { get; set; }

    public bool IsDemo { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    /// <summary>Why it takes no new version, with who and when; null while it does. Every door asks, the command line's own too.</summary>
    public Error? Refusal() => FrozenAt is null ? null : DatasetErrors.Frozen(this);

    internal sealed class Mapping : IEntityTypeConfiguration<Dataset>
    {
        public void Configure(EntityTypeBuilder<Dataset> builder)
        {
            builder.ToTable("Datasets");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => row.Key).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.FrozenBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.FrozenReason).HasMaxLength(500);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
        }
    }
}
