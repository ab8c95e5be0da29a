using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Usage.Model;

public enum CallStatus
{
    Ok,
    Error,
}

/// <summary>One model call in production, as a service reported it. Content is not taken; who the user was is kept as a hash only.</summary>
public sealed class RecordedCall
{
    public long Id { get; init; }

    /// <summary>The caller's id; unique, so that a repeated delivery is one call.</summary>
    public required string CallId { get; init; }

    public DateTime StartedAt { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>Milliseconds.</summary>
    public double DurationMs { get; init; }

    public double? TimeToFirstTokenMs { get; init; }

    public string? SystemKey { get; init; }

    public string? PromptKey { get; init; }

    public int? PromptVersion { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? Operation { get; init; }

    public CallStatus Status { get; init; }

    public string? ErrorType { get; init; }

    public int InputTokens { get; init; }

    public int CachedInputTokens { get; init; }

    public int OutputTokens { get; init; }

    public int ReasoningTokens { get; init; }

    /// <summary>At the price valid at its time; null where the price book has none.</summary>
    public Money? Cost { get; set; }

    /// <summary>SHA-256 of the caller's user id, lower-case hex.</summary>
    public string? UserHash { get; init; }

    public string? SessionId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public bool CacheHit { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordedCall>
    {
        public void Configure(EntityTypeBuilder<RecordedCall> builder)
        {
            builder.ToTable("Calls");
            builder.Property(row => row.CallId).Key();
            builder.HasIndex(row => row.CallId).IsUnique();
            builder.HasIndex(row => new { row.PromptKey, row.PromptVersion, row.StartedAt });
            builder.Property(row => row.SystemKey).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.PromptKey).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.Provider).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.Model).HasMaxLength(ModelBuilding.NameLength);
            builder.Property(row => row.Operation).HasMaxLength(64);
            builder.Property(row => row.ErrorType).HasMaxLength(200);
            builder.Property(row => row.UserHash).HasMaxLength(64);
            builder.Property(row => row.SessionId).HasMaxLength(200);
            builder.Property(row => row.TraceId).HasMaxLength(64);
            builder.Property(row => row.SpanId).HasMaxLength(32);
            builder.Property(row => row.Tags).Json();
        }
    }
}
