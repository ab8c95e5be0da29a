using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Judges.Model;

/// <summary>
/// One version of a judge: a version of a judge prompt and the model that reads it. It never changes; an edit is the next number, so that a verdict
/// stays bound to the judge that gave it, and agreement with people is measured for each number alone.
/// </summary>
public sealed class Judge
{
    public int Id { get; init; }

    /// <summary>Shared by all versions of one judge, e.g. <c>support-tone</c>.</summary>
    public required string Key { get; init; }

    /// <summary>1, 2, 3 … within the key; the highest that is not retired is used where an assertion names no number.</summary>
    public int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The assertion type that it serves: <c>llm-rubric</c>, <c>factuality</c> …</summary>
    public required string AssertionType { get; init; }

    public int PromptVersionId { get; init; }

    public PromptVersion? PromptVersion { get; init; }

    public int ModelId { get; init; }

    public ProviderModel? Model { get; init; }

    public required ModelParameters Parameters { get; init; }

    /// <summary>The lowest Cohen's kappa with people, −1..1, at which its verdicts may count in a gate.</summary>
    public double KappaFloor { get; init; }

    public bool IsDemo { get; init; }

    public required string CreatedById { get; init; }

    public required string CreatedByName { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>No longer offered; verdicts that it gave stay.</summary>
    public DateTime? RetiredAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Judge>
    {
        public void Configure(EntityTypeBuilder<Judge> builder)
        {
            builder.ToTable("Judges");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => new { row.Key, row.Number }).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.AssertionType).HasMaxLength(64);
            builder.HasOne(row => row.PromptVersion).WithMany().HasForeignKey(row => row.PromptVersionId);
            builder.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId);
            builder.Property(row => row.Parameters).Json();
            builder.Property(row => row.CreatedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.CreatedByName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
