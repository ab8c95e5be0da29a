using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Benchmarks.Model;

/// <summary>What happens to a firing that was missed because nothing was running.</summary>
public enum MissedRunPolicy
{
    /// <summary>Wait for the next firing.</summary>
    Skip,

    /// <summary>Run once at the next start.</summary>
    RunOnce,
}

/// <summary>The definition of a comparison: dataset x candidates x repeats, assertions, limits, schedule.</summary>
public sealed class Benchmark : IRevisioned
{
    public int Id { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    public required string Key { get; init; }

    public required string Name { get; set; }

    public string Purpose { get; set; } = "";

    public int DatasetId { get; set; }

    public Dataset? Dataset { get; init; }

    /// <summary>Pins a dataset version; null takes the newest at the start of each run.</summary>
    public int? DatasetVersionId { get; set; }

    /// <summary>1 or more; repeats of a case are averaged before any statistic.</summary>
    public int Repeats { get; set; } = 1;

    /// <summary>Checked on every case, before the case's own.</summary>
    public required IReadOnlyList<Assertion> Assertions { get; set; }

    /// <summary>Score 0..1 at which a case passes even if single assertions fail; null asks all to pass.</summary>
    public double? Threshold { get; set; }

    /// <summary>A run stops before the call that would exceed it; null is no cap.</summary>
    public Money? SpendCap { get; set; }

    /// <summary>Calls in flight over all providers; each provider's own limit holds as well.</summary>
    public int Concurrency { get; set; } = 8;

    public bool UseCache { get; set; }

    /// <summary>Five-field cron; null is not scheduled.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA name; UTC when null.</summary>
    public string? TimeZone { get; set; }

    public MissedRunPolicy MissedRuns { get; set; }

    /// <summary>The run that every later one is compared with; null while none is pinned.</summary>
    public int? BaselineRunId { get; set; }

    public bool IsDemo { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    public ICollection<BenchmarkCandidate> Candidates { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Benchmark>
    {
        public void Configure(EntityTypeBuilder<Benchmark> builder)
        {
            builder.ToTable("Benchmarks");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => row.Key).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.HasOne(row => row.Dataset).WithMany().HasForeignKey(row => row.DatasetId);
            builder.HasOne<DatasetVersion>().WithMany().HasForeignKey(row => row.DatasetVersionId);
            builder.HasOne<Run>().WithMany().HasForeignKey(row => row.BaselineRunId);
            builder.Property(row => row.Assertions).Json();
            builder.Property(row => row.Cron).HasMaxLength(100);
            builder.Property(row => row.TimeZone).HasMaxLength(100);
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
