using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers.Model;

/// <summary>State of the data-processing agreement with a provider.</summary>
public enum AgreementState
{
    None,
    Requested,
    Signed,
    NotNeeded,
}

/// <summary>An endpoint that serves models. Holds where its secret is kept, never the secret.</summary>
public sealed class Provider : IRevisioned
{
    public int Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; set; }

    public ProviderKind Kind { get; init; }

    public string? BaseUrl { get; set; }

    public string? SecretRef { get; set; }

    public string Region { get; set; } = "";

    public AgreementState Agreement { get; set; }

    public string Retention { get; set; } = "";

    public string AllowedDataClasses { get; set; } = "";

    public int? RequestsPerMinute { get; set; }

    public int? TokensPerMinute { get; set; }

    public int MaxConcurrency { get; set; } = 4;

    public int TimeoutSeconds { get; set; } = 60;

    public int MaxRetries { get; set; } = 4;

    public bool Enabled { get; set; } = true;

    public DateTime? TestedAt { get; set; }

    public bool? TestOk { get; set; }

    /// <summary>What the last connection test said.</summary>
    public string? TestMessage { get; set; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    public ProviderEndpoint Endpoint => new()
    {
        Key = Key,
        Kind = Kind,
        BaseUrl = BaseUrl,
        SecretRef = SecretRef,
        RequestsPerMinute = RequestsPerMinute,
        TokensPerMinute = TokensPerMinute,
        MaxConcurrency = MaxConcurrency,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        MaxRetries = MaxRetries,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Provider>
    {
        public void Configure(EntityTypeBuilder<Provider> builder)
        {
            builder.ToTable("Providers");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => row.Key).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.BaseUrl).HasMaxLength(500);
            builder.Property(row => row.SecretRef).HasMaxLength(200);
            builder.Property(row => row.Region).HasMaxLength(100);
            builder.Property(row => row.Retention).HasMaxLength(500);
            builder.Property(row => row.AllowedDataClasses).HasMaxLength(500);
            builder.Property(row => row.TestMessage).HasMaxLength(1000);
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Endpoint);
        }
    }
}
