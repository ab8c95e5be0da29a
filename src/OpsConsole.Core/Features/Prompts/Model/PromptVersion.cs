using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>One numbered state of a prompt. Never changes once written; a correction is the next version.</summary>
public sealed class PromptVersion
{
    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    /// <summary>1, 2, 3 … within the prompt.</summary>
    public int Number { get; init; }

    public required IReadOnlyList<PromptMessage> Messages { get; init; }

    public required IReadOnlyList<PromptVariable> Variables { get; init; }

    /// <summary>SHA-256 over the canonical JSON of messages and variables, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Why this version exists.</summary>
    public string ChangeNote { get; init; } = "";

    public required string AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PromptVersion>
    {
        public void Configure(EntityTypeBuilder<PromptVersion> builder)
        {
            builder.ToTable("PromptVersions");
            builder.HasIndex(row => new { row.PromptId, row.Number }).IsUnique();
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.Property(row => row.Messages).Json();
            builder.Property(row => row.Variables).Json();
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.ChangeNote).HasMaxLength(500);
            builder.Property(row => row.AuthorId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.AuthorName).HasMaxLength(ModelBuilding.ActorLength);
        }
    }
}
