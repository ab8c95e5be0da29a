using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers.Model;

/// <summary>A dearer price for calls whose input is longer than <see cref="AboveInputTokens"/>. Amounts per million tokens.</summary>
public sealed record PriceTier(int AboveInputTokens, Money Input, Money? CachedInput, Money Output);

/// <summary>One dated row of the price book. Amounts per million tokens.</summary>
public sealed class ModelPrice
{
    public int Id { get; init; }

    public int ModelId { get; init; }

    public ProviderModel? Model { get; init; }

    /// <summary>First day of validity, UTC; null holds since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    public Money Input { get; init; }

    /// <summary>Null prices cached input as input.</summary>
    public Money? CachedInput { get; init; }

    public Money Output { get; init; }

    /// <summary>Null prices reasoning tokens as output.</summary>
    public Money? Reasoning { get; init; }

    public required IReadOnlyList<PriceTier> Tiers { get; init; }

    /// <summary>Where the figure was read.</summary>
    public required string Source { get; init; }

    public DateOnly CheckedOn { get; init; }

    /// <summary>The price of one call. Cached tokens are part of the input, reasoning tokens part of the output.</summary>
    public Money Of(TokenUsage usage)
    {
        var tier = Tiers.Where(tier => usage.Input > tier.AboveInputTokens).MaxBy(tier => tier.AboveInputTokens);
        var input = tier?.Input ?? Input;
        var cached = tier is null ? CachedInput ?? Input : tier.CachedInput ?? tier.Input;
        var output = tier?.Output ?? Output;
        var reasoning = Reasoning ?? output;
        return input.PerMillion(usage.Input - usage.CachedInput)
            + cached.PerMillion(usage.CachedInput)
            + output.PerMillion(usage.Output - usage.Reasoning)
            + reasoning.PerMillion(usage.Reasoning);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ModelPrice>
    {
        public void Configure(EntityTypeBuilder<ModelPrice> builder)
        {
            builder.ToTable("ModelPrices");
            builder.HasIndex(row => new { row.ModelId, row.ValidFrom }).IsUnique().HasFilter(null);
            builder.HasOne(row => row.Model).WithMany(row => row.Prices).HasForeignKey(row => row.ModelId);
            builder.Property(row => row.Tiers).Json();
            builder.Property(row => row.Source).HasMaxLength(500);
        }
    }
}
