using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Playground.Model;

public enum PlaygroundAnswerState
{
    Answered,

    /// <summary>Stopped by its author; the text is what had arrived.</summary>
    Stopped,
    Failed,
}

/// <summary>One model's answer in a trial.</summary>
public sealed class PlaygroundAnswer
{
    public int Id { get; init; }

    public int TrialId { get; init; }

    public PlaygroundTrial? Trial { get; init; }

    /// <summary>0, 1, 2 … as shown.</summary>
    public int Position { get; init; }

    public int ModelId { get; init; }

    public ProviderModel? Model { get; init; }

    public required ModelParameters Parameters { get; init; }

    public PlaygroundAnswerState State { get; init; }

    public required string Text { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ModelReturned { get; init; }

    /// <summary>Milliseconds; null where nothing arrived.</summary>
    public double? TimeToFirstTokenMs { get; init; }

    public double LatencyMs { get; init; }

    public int InputTokens { get; init; }

    public int OutputTokens { get; init; }

    /// <summary>At list price; null when the model has none.</summary>
    public Money? Cost { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PlaygroundAnswer>
    {
        public void Configure(EntityTypeBuilder<PlaygroundAnswer> builder)
        {
            builder.ToTable("PlaygroundAnswers");
            builder.HasIndex(row => new { row.TrialId, row.Position }).IsUnique();
            builder.HasOne(row => row.Trial).WithMany(row => row.Answers).HasForeignKey(row => row.TrialId);
            builder.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId);
            builder.Property(row => row.Parameters).Json();
            builder.Property(row => row.ErrorMessage).HasMaxLength(2000);
            builder.Property(row => row.ModelReturned).HasMaxLength(200);
        }
    }
}
