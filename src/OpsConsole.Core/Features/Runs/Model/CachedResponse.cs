using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>An answer kept for reuse, keyed by everything that could change it: endpoint, model, messages, parameters and repeat.</summary>
public sealed class CachedResponse
{
    /// <summary>SHA-256 of the full request and the repeat, lower-case hex.</summary>
    public required string Key { get; init; }

    public required string Text { get; init; }

    public string? FinishReason { get; init; }

    public string? ModelReturned { get; init; }

    /// <summary>As in <see cref="RunCell.ToolCallsJson"/>.</summary>
    public string? ToolCallsJson { get; init; }

    /// <summary>As in <see cref="RunCell.MeanLogProb"/>.</summary>
    public double? MeanLogProb { get; init; }

    public int InputTokens { get; init; }

    public int CachedInputTokens { get; init; }

    public int OutputTokens { get; init; }

    public int ReasoningTokens { get; init; }

    /// <summary>Milliseconds of the original call.</summary>
    public double LatencyMs { get; init; }

    public Money? Cost { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CachedResponse>
    {
        public void Configure(EntityTypeBuilder<CachedResponse> builder)
        {
            builder.ToTable("CachedResponses");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).HasMaxLength(64);
            builder.Property(row => row.FinishReason).HasMaxLength(60);
            builder.Property(row => row.ModelReturned).HasMaxLength(200);
        }
    }
}
