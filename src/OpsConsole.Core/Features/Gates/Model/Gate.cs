using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Gates.Model;

/// <summary>
/// What a prompt's version must show before it is released: a benchmark and the rules over its figures. A gate never changes; an edit is the next
/// number, so that a verdict stays bound to the rules it was reached by.
/// </summary>
public sealed class Gate
{
    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    public GateKind Kind { get; init; }

    /// <summary>1, 2, 3 … within prompt and kind; the highest is in force.</summary>
    public int Number { get; init; }

    public int BenchmarkId { get; init; }

    public Benchmark? Benchmark { get; init; }

    /// <summary>Empty where the gate was taken off the prompt.</summary>
    public required IReadOnlyList<GateRule> Rules { get; init; }

    public string ChangeNote { get; init; } = "";

    public required string CreatedById { get; init; }

    public required string CreatedByName { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Gate>
    {
        public void Configure(EntityTypeBuilder<Gate> builder)
        {
            builder.ToTable("Gates");
            builder.HasIndex(row => new { row.PromptId, row.Kind, row.Number }).IsUnique();
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.HasOne(row => row.Benchmark).WithMany().HasForeignKey(row => row.BenchmarkId);
            builder.Property(row => row.Rules).Json();
            builder.Property(row => row.ChangeNote).HasMaxLength(500);
            builder.Property(row => row.CreatedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.CreatedByName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
