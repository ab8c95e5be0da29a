using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Prompts.Model;

public enum PromptKind
{
    /// <summary>Ordered messages with roles.</summary>
    Chat,

    /// <summary>One text, held as a single user message.</summary>
    Text,
}

/// <summary>A named template under a system, e.g. <c>support/answer</c>; its states are numbered versions.</summary>
public sealed class Prompt : IRevisioned
{
    public int Id { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    /// <summary>Unique; slashes make folders.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>The number of the newest version; 0 before the first. Raised under <see cref="Revision"/>, so numbers never collide.</summary>
    public int LatestNumber { get; set; }

    public PromptKind Kind { get; init; }

    public bool IsDemo { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public int Revision { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Prompt>
    {
        public void Configure(EntityTypeBuilder<Prompt> builder)
        {
            builder.ToTable("Prompts");
            builder.Property(row => row.Key).Key();
            builder.HasIndex(row => row.Key).IsUnique();
            builder.Property(row => row.Name).Name();
            builder.Property(row => row.Kind).HasDefaultValue(PromptKind.Chat).HasSentinel(PromptKind.Chat);
            builder.Property(row => row.CreatedBy).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
        }
    }
}
