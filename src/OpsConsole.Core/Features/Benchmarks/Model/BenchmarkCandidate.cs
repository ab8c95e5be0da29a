using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Benchmarks.Model;

/// <summary>One column of the comparison: prompt version, model and parameters.</summary>
public sealed class BenchmarkCandidate
{
    public int Id { get; init; }

    public int BenchmarkId { get; init; }

    public Benchmark? Benchmark { get; init; }

    /// <summary>0, 1, 2 … also the candidate's colour slot on every page of a run.</summary>
    public int Position { get; init; }

    public required string Name { get; init; }

    public int PromptVersionId { get; init; }

    public PromptVersion? PromptVersion { get; init; }

    public int ModelId { get; init; }

    public ProviderModel? Model { get; init; }

    public required ModelParameters Parameters { get; init; }

    /// <summary>The one candidate that the others are compared with.</summary>
    public bool IsBaseline { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<BenchmarkCandidate>
    {
        public void Configure(EntityTypeBuilder<BenchmarkCandidate> builder)
        {
            builder.ToTable("BenchmarkCandidates");
            builder.HasIndex(row => new { row.BenchmarkId, row.Position }).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.HasOne(row => row.Benchmark).WithMany(row => row.Candidates).HasForeignKey(row => row.BenchmarkId);
            builder.HasOne(row => row.PromptVersion).WithMany().HasForeignKey(row => row.PromptVersionId);
            builder.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId);
            builder.Property(row => row.Parameters).Json();
        }
    }
}
