using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Usage.Model;

/// <summary>What one version of a prompt did in one hour: what guardrails and pages read, so that they cost the number of hours and not of calls.</summary>
public sealed class ArmHour : IRevisioned
{
    public int Id { get; init; }

    public required string PromptKey { get; init; }

    public int PromptVersion { get; init; }

    /// <summary>The start of the hour, UTC.</summary>
    public DateTime Hour { get; init; }

    public long Calls { get; set; }

    public long Errors { get; set; }

    /// <summary>Calls that have a price.</summary>
    public long PricedCalls { get; set; }

    public Money Cost { get; set; }

    /// <summary>Of the calls that succeeded: a <see cref="Statistics.LatencyHistogram"/>.</summary>
    public required string Latencies { get; set; }

    public long PositiveFeedback { get; set; }

    public long NegativeFeedback { get; set; }

    public long NeutralFeedback { get; set; }

    public int Revision { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ArmHour>
    {
        public void Configure(EntityTypeBuilder<ArmHour> builder)
        {
            builder.ToTable("ArmHours");
            builder.Property(row => row.PromptKey).Key();
            builder.HasIndex(row => new { row.PromptKey, row.PromptVersion, row.Hour }).IsUnique();
            builder.Property(row => row.Revision).IsConcurrencyToken();
        }
    }
}
