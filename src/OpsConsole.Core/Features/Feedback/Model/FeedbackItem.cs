using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Feedback.Model;

public enum FeedbackRating
{
    Negative,
    Neutral,
    Positive,
}

/// <summary>One user's reaction. The comment's text is not kept before there is a redactor that it passes through; only that there was one.</summary>
public sealed class FeedbackItem
{
    public long Id { get; init; }

    /// <summary>The caller's id; unique, so that a repeated delivery is one item.</summary>
    public required string FeedbackId { get; init; }

    /// <summary>The call it is about, by the caller's id.</summary>
    public string? CallId { get; init; }

    public string? TraceId { get; init; }

    public DateTime At { get; init; }

    public DateTime ReceivedAt { get; init; }

    public FeedbackRating Rating { get; init; }

    /// <summary>1..5 where stars were given; null for thumbs.</summary>
    public int? Stars { get; init; }

    public bool HasComment { get; init; }

    /// <summary>SHA-256 of the caller's user id, lower-case hex.</summary>
    public string? UserHash { get; init; }

    public string? SystemKey { get; set; }

    public string? PromptKey { get; set; }

    public int? PromptVersion { get; set; }

    public string? Model { get; set; }

    public required IReadOnlyList<string> Tags { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FeedbackItem>
    {
        public void Configure(EntityTypeBuilder<FeedbackItem> builder)
        {
            builder.ToTable("Feedback");
            builder.Property(row => row.FeedbackId).Key();
            builder.HasIndex(row => row.FeedbackId).IsUnique();
            builder.HasIndex(row => new { row.PromptKey, row.PromptVersion, row.At });
            builder.Property(row => row.CallId).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.TraceId).HasMaxLength(64);
            builder.Property(row => row.UserHash).HasMaxLength(64);
            builder.Property(row => row.SystemKey).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.PromptKey).HasMaxLength(ModelBuilding.KeyLength);
            builder.Property(row => row.Model).HasMaxLength(ModelBuilding.NameLength);
            builder.Property(row => row.Tags).Json();
        }
    }
}
