using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>One column of a run: the candidate as it was at planning, its running counts, and its figures once the run has ended.</summary>
public sealed class RunCandidate
{
    public int Id { get; init; }

    public int RunId { get; init; }

    public Run? Run { get; init; }

    public int Position { get; init; }

    public required string Name { get; init; }

    public bool IsBaseline { get; init; }

    public int PromptVersionId { get; init; }

    public PromptVersion? PromptVersion { get; init; }

    public required string PromptKey { get; init; }

    public int PromptNumber { get; init; }

    public required string PromptHash { get; init; }

    public int ModelId { get; init; }

    public ProviderModel? Model { get; init; }

    public required string ProviderKey { get; init; }

    public ProviderKind ProviderKind { get; init; }

    public required string ModelKey { get; init; }

    public required ModelParameters Parameters { get; init; }

    public int DoneCells { get; init; }

    public int FailedCells { get; init; }

    public int PassedCells { get; init; }

    public double ScoreSum { get; init; }

    /// <summary>What the calls cost at list price, cached answers included: the unit economics.</summary>
    public Money Cost { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Computed once, when the run has ended.</summary>
    public CandidateSummary? Summary { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RunCandidate>
    {
        public void Configure(EntityTypeBuilder<RunCandidate> builder)
        {
            builder.ToTable("RunCandidates");
            builder.HasIndex(row => new { row.RunId, row.Position }).IsUnique();
            builder.HasOne(row => row.Run).WithMany(row => row.Candidates).HasForeignKey(row => row.RunId);
            builder.HasOne(row => row.PromptVersion).WithMany().HasForeignKey(row => row.PromptVersionId);
            builder.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId);
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.PromptKey).Key();
            builder.Property(row => row.PromptHash).HasMaxLength(64);
            builder.Property(row => row.ProviderKey).Key();
            builder.Property(row => row.ModelKey).Key();
            builder.Property(row => row.Parameters).Json();
            builder.Property(row => row.Summary).Json();
        }
    }
}
