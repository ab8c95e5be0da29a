using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Playground.Model;

/// <summary>One question put to several models at once, and what its author thought of the answers.</summary>
public sealed class PlaygroundTrial
{
    public int Id { get; init; }

    /// <summary>Null where the messages belong to no system.</summary>
    public int? SystemId { get; init; }

    public AiSystem? System { get; init; }

    /// <summary>The version that was tried; null for messages written on the spot.</summary>
    public int? PromptVersionId { get; init; }

    public PromptVersion? PromptVersion { get; init; }

    /// <summary>The templates, before rendering.</summary>
    public required IReadOnlyList<PromptMessage> Messages { get; init; }

    /// <summary>A JSON object: variable name to value.</summary>
    public required string VariablesJson { get; init; }

    /// <summary>The models' names were hidden until the vote.</summary>
    public bool Blind { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }

    /// <summary>When its author voted; null while there is no vote.</summary>
    public DateTime? VotedAt { get; set; }

    /// <summary>The position of the best answer; null where none was, or without a vote.</summary>
    public int? BestPosition { get; set; }

    public ICollection<PlaygroundAnswer> Answers { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<PlaygroundTrial>
    {
        public void Configure(EntityTypeBuilder<PlaygroundTrial> builder)
        {
            builder.ToTable("PlaygroundTrials");
            builder.HasIndex(row => new { row.ById, row.Id });
            builder.HasIndex(row => row.VotedAt);
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.HasOne(row => row.PromptVersion).WithMany().HasForeignKey(row => row.PromptVersionId);
            builder.Property(row => row.Messages).Json();
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
