using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>
/// A name (<c>production</c>, <c>staging</c>, one of people's own) that points at one version of a prompt, or at two while a canary runs.
/// Its moves are rows of <see cref="LabelMove"/>. <c>latest</c> is no row: it is always the newest version.
/// </summary>
public sealed class PromptLabel : IRevisioned
{
    public const string Production = "production";
    public const string Latest = "latest";

    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    public required string Name { get; init; }

    public int VersionId { get; set; }

    public PromptVersion? Version { get; init; }

    /// <summary>The release that put <see cref="VersionId"/> there.</summary>
    public int? ReleaseId { get; set; }

    /// <summary>The newer arm while a canary runs.</summary>
    public int? CanaryVersionId { get; set; }

    public PromptVersion? CanaryVersion { get; init; }

    public int? CanaryReleaseId { get; set; }

    /// <summary>Share of subjects on the canary, 1..99 per cent; null without one.</summary>
    public int? CanaryPercent { get; set; }

    public DateTime MovedAt { get; set; }

    public int Revision { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PromptLabel>
    {
        public void Configure(EntityTypeBuilder<PromptLabel> builder)
        {
            builder.ToTable("PromptLabels");
            builder.Property(row => row.Name).Key();
            builder.HasIndex(row => new { row.PromptId, row.Name }).IsUnique();
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.HasOne(row => row.Version).WithMany().HasForeignKey(row => row.VersionId);
            builder.HasOne(row => row.CanaryVersion).WithMany().HasForeignKey(row => row.CanaryVersionId);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
