using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates.Model;

/// <summary>What one edition of a gate said of one version on one run, with every figure; written once, when it is first asked for after the run's end.</summary>
public sealed class GateOutcome
{
    public int Id { get; init; }

    public int RunId { get; init; }

    public Run? Run { get; init; }

    public int GateId { get; init; }

    public Gate? Gate { get; init; }

    public int PromptVersionId { get; init; }

    public PromptVersion? PromptVersion { get; init; }

    public GateVerdict Verdict { get; init; }

    public required IReadOnlyList<RuleResult> Rules { get; init; }

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<GateOutcome>
    {
        public void Configure(EntityTypeBuilder<GateOutcome> builder)
        {
            builder.ToTable("GateOutcomes");
            builder.HasIndex(row => new { row.RunId, row.GateId, row.PromptVersionId }).IsUnique();
            builder.HasOne(row => row.Run).WithMany().HasForeignKey(row => row.RunId);
            builder.HasOne(row => row.Gate).WithMany().HasForeignKey(row => row.GateId);
            builder.HasOne(row => row.PromptVersion).WithMany().HasForeignKey(row => row.PromptVersionId);
            builder.Property(row => row.Rules).Json();
        }
    }
}
