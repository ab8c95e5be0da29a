using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Runs.Model;

public enum RunState
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
    BudgetStopped,
}

public enum RunTrigger
{
    Person,
    Schedule,
    Api,
    CommandLine,

    /// <summary>Executed elsewhere, and brought in with its results. Never evidence for a gate.</summary>
    Import,
}

/// <summary>
/// One execution of a benchmark, with everything it was made of copied in at planning, so that a later edit of the
/// benchmark changes no past run. Changed only by set-based updates that name the state they expect.
/// </summary>
public sealed class Run
{
    public int Id { get; init; }

    public int BenchmarkId { get; init; }

    public Benchmark? Benchmark { get; init; }

    /// <summary>
    /// The benchmark while this run is unfinished, null afterwards. Unique: two starts at the same instant make one run.
    /// </summary>
    public int? ActiveBenchmarkId { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    /// <summary>The benchmark's key at planning.</summary>
    public required string BenchmarkKey { get; init; }

    public required string BenchmarkName { get; init; }

    public RunState State { get; init; }

    /// <summary>Why it failed or stopped, in words.</summary>
    public string? StateReason { get; init; }

    public RunTrigger Trigger { get; init; }

    public required string StartedById { get; init; }

    public required string StartedByName { get; init; }

    /// <summary>Makes a retried start return the same run: <c>schedule:3:2026-11-23T01:15Z</c>, or the caller's Idempotency-Key.</summary>
    public string? IdempotencyKey { get; init; }

    public int DatasetVersionId { get; init; }

    public DatasetVersion? DatasetVersion { get; init; }

    public required string DatasetKey { get; init; }

    public int DatasetVersionNumber { get; init; }

    public int CaseCount { get; init; }

    public int Repeats { get; init; }

    /// <summary>cases x candidates x repeats.</summary>
    public int TotalCells { get; init; }

    /// <summary>Cells with an answer.</summary>
    public int DoneCells { get; init; }

    /// <summary>Cells that ended in an error.</summary>
    public int FailedCells { get; init; }

    public required IReadOnlyList<Assertion> Assertions { get; init; }

    /// <summary>Who decides the model-graded assertions of the cases. Null in runs that were planned before this was kept: theirs are found when asked.</summary>
    public IReadOnlyList<JudgePin>? CaseJudges { get; init; }

    public double? Threshold { get; init; }

    public Money? SpendCap { get; init; }

    /// <summary>Billed so far; answers from the cache cost nothing.</summary>
    public Money Cost { get; init; }

    public int Concurrency { get; init; }

    public bool UseCache { get; init; }

    /// <summary>The console's version that executes the run.</summary>
    public required string CodeVersion { get; init; }

    public DateTime QueuedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? CompletedAt { get; init; }

    public DateTime? CancelRequestedAt { get; init; }

    public string? CancelRequestedBy { get; init; }

    /// <summary>The executor that holds the run; every write of results names it.</summary>
    public string? LeaseOwner { get; init; }

    public DateTime? LeaseUntil { get; init; }

    /// <summary>1 at the first start, raised by each take-over.</summary>
    public int Attempt { get; init; }

    public bool IsDemo { get; init; }

    /// <summary>The run whose cases this one repeats; null for a whole run.</summary>
    public int? OfRunId { get; init; }

    /// <summary>Which cases, in words ("12 flips"); null for a whole run.</summary>
    public string? Selection { get; init; }

    public ICollection<RunCandidate> Candidates { get; init; } = [];

    public string Key => KeyOf(Id);

    public static string KeyOf(int id) => $"RUN-{id:0000}";

    /// <summary>The id behind <c>RUN-0412</c> or <c>412</c>; null when the text is neither.</summary>
    public static int? ParseKey(string text) =>
        int.TryParse(text.StartsWith("RUN-", StringComparison.OrdinalIgnoreCase) ? text[4..] : text, out var id) && id > 0 ? id : null;

    public static bool IsFinal(RunState state) => state switch
    {
        RunState.Queued or RunState.Running => false,
        RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.BudgetStopped => true,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Run>
    {
        public void Configure(EntityTypeBuilder<Run> builder)
        {
            builder.ToTable("Runs");
            builder.HasIndex(row => row.ActiveBenchmarkId).IsUnique();
            builder.HasIndex(row => row.IdempotencyKey).IsUnique();
            builder.HasIndex(row => new { row.State, row.Id });
            builder.HasIndex(row => new { row.BenchmarkId, row.Id });
            builder.HasOne(row => row.Benchmark).WithMany().HasForeignKey(row => row.BenchmarkId);
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.HasOne(row => row.DatasetVersion).WithMany().HasForeignKey(row => row.DatasetVersionId);
            builder.HasOne<Run>().WithMany().HasForeignKey(row => row.OfRunId);
            builder.Property(row => row.Selection).HasMaxLength(200);
            builder.Property(row => row.BenchmarkKey).Key();
            builder.Property(row => row.BenchmarkName).Name();
            builder.Property(row => row.DatasetKey).Key();
            builder.Property(row => row.StateReason).HasMaxLength(1000);
            builder.Property(row => row.StartedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.StartedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.CancelRequestedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.IdempotencyKey).HasMaxLength(200);
            builder.Property(row => row.LeaseOwner).HasMaxLength(100);
            builder.Property(row => row.CodeVersion).HasMaxLength(100);
            builder.Property(row => row.Assertions).Json();
            builder.Property(row => row.CaseJudges).Json();
            builder.Ignore(row => row.Key);
        }
    }
}
