using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>Where one cell stands. Stored as a number: there are many cells.</summary>
public enum CellState
{
    Pending = 0,

    /// <summary>Answered and judged; see <see cref="RunCell.Pass"/>.</summary>
    Done = 1,

    /// <summary>No answer, or an answer that its judge gave no verdict on; see <see cref="RunCell.ErrorCode"/>. Never counted as a zero.</summary>
    Failed = 2,
}

/// <summary>One cell of a run: case x candidate x repeat, with its answer, its verdict or its error.</summary>
public sealed class RunCell
{
    public long Id { get; init; }

    public int RunId { get; init; }

    public int CandidateId { get; init; }

    public RunCandidate? Candidate { get; init; }

    public int CaseId { get; init; }

    public DatasetCase? Case { get; init; }

    public int CasePosition { get; init; }

    /// <summary>0, 1 … repeats − 1.</summary>
    public int Repeat { get; init; }

    public CellState State { get; set; }

    public bool? Pass { get; set; }

    /// <summary>0..1.</summary>
    public double? Score { get; set; }

    public double? LatencyMs { get; set; }

    /// <summary>At list price, also for an answer from the cache; null when the model has no price.</summary>
    public Money? Cost { get; set; }

    public int InputTokens { get; set; }

    public int CachedInputTokens { get; set; }

    public int OutputTokens { get; set; }

    public int ReasoningTokens { get; set; }

    public int Attempts { get; set; }

    /// <summary>The answer came from the response cache and was not billed again.</summary>
    public bool Cached { get; set; }

    public DateTime? CompletedAt { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public string? FinishReason { get; set; }

    public string? ModelReturned { get; set; }

    public string? Output { get; set; }

    /// <summary>The tools that the model asked for, a JSON list in OpenAI's shape; null where there were none.</summary>
    public string? ToolCallsJson { get; set; }

    /// <summary>The mean natural logarithm of the answer's token probabilities; null where the provider gives none.</summary>
    public double? MeanLogProb { get; set; }

    /// <summary>What the judges of this cell cost, at list price; null where none was asked or its model has no price.</summary>
    public Money? JudgeCost { get; set; }

    /// <summary>JSON list of <see cref="Evals.AssertionResult"/>.</summary>
    public string? AssertionsJson { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RunCell>
    {
        public void Configure(EntityTypeBuilder<RunCell> builder)
        {
            builder.ToTable("RunCells");
            builder.HasIndex(row => new { row.RunId, row.CasePosition, row.CandidateId, row.Repeat }).IsUnique();
            builder.HasIndex(row => new { row.RunId, row.Id });
            builder.HasOne<Run>().WithMany().HasForeignKey(row => row.RunId);
            builder.HasOne(row => row.Candidate).WithMany().HasForeignKey(row => row.CandidateId);
            builder.HasOne(row => row.Case).WithMany().HasForeignKey(row => row.CaseId);
            builder.Property(row => row.State).HasConversion<int>();
            builder.Property(row => row.ErrorCode).HasMaxLength(60);
            builder.Property(row => row.ErrorMessage).HasMaxLength(2000);
            builder.Property(row => row.FinishReason).HasMaxLength(60);
            builder.Property(row => row.ModelReturned).HasMaxLength(200);
        }
    }
}
