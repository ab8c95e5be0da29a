using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers.Model;

/// <summary>A model offered by a provider.</summary>
public sealed class ProviderModel
{
    public int Id { get; init; }

    public int ProviderId { get; init; }

    public Provider? Provider { get; init; }

    /// <summary>The id the provider knows, e.g. <c>gpt-4.1-mini</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>Tokens.</summary>
    public int? ContextWindow { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>What somebody said that it does; null leaves it to the name.</summary>
    public ModelKind? StatedKind { get; set; }

    public ModelKind Kind => StatedKind ?? ModelNames.KindOf(Key);

    public ICollection<ModelPrice> Prices { get; init; } = [];

    /// <summary>The row that prices a call on <paramref name="day"/> (UTC): the newest that had begun; null when there is none.</summary>
    public ModelPrice? PriceOn(DateOnly day) =>
        Prices.Where(price => price.ValidFrom is null || price.ValidFrom <= day).MaxBy(price => price.ValidFrom ?? DateOnly.MinValue);

    internal sealed class Mapping : IEntityTypeConfiguration<ProviderModel>
    {
        public void Configure(EntityTypeBuilder<ProviderModel> builder)
        {
            builder.ToTable("ProviderModels");
            builder.Property(row => row.Key).Key();
            builder.Property(row => row.Name).Name();
            builder.Ignore(row => row.Kind);
            builder.HasIndex(row => new { row.ProviderId, row.Key }).IsUnique();
            builder.HasOne(row => row.Provider).WithMany().HasForeignKey(row => row.ProviderId);
        }
    }
}
