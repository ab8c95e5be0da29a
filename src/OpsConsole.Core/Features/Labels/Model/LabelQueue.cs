using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Labels.Model;

public enum LabelQueueState
{
    Open,

    /// <summary>Every item has its labels.</summary>
    Done,

    /// <summary>Closed before that, by a person.</summary>
    Closed,
}

/// <summary>Results of one run that people look at and label, each by so many of them, none seeing the labels of the others.</summary>
public sealed class LabelQueue : IRevisioned
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public int RunId { get; init; }

    public Run? Run { get; init; }

    /// <summary>What a label means, in the words that the reviewers see: what deserves a pass, what a 1 and what a 5.</summary>
    public required string Rubric { get; init; }

    /// <summary>How many different people label each item, 1..5.</summary>
    public int Reviewers { get; init; }

    /// <summary>How the items were chosen, in words: "60 of 412 failures, seed 7".</summary>
    public required string Selection { get; init; }

    public int ItemCount { get; init; }

    public LabelQueueState State { get; set; }

    public bool IsDemo { get; init; }

    public required string CreatedById { get; init; }

    public required string CreatedByName { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public int Revision { get; set; }

    public ICollection<LabelItem> Items { get; init; } = [];

    public string Key => KeyOf(Id);

    public static string KeyOf(int id) => $"LBL-{id:0000}";

    /// <summary>The id behind <c>LBL-0031</c>; null where the text is no such key.</summary>
    public static int? ParseKey(string key) =>
        key.StartsWith("LBL-", StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    internal sealed class Mapping : IEntityTypeConfiguration<LabelQueue>
    {
        public void Configure(EntityTypeBuilder<LabelQueue> builder)
        {
            builder.ToTable("LabelQueues");
            builder.Property(row => row.Name).Name();
            builder.HasOne(row => row.Run).WithMany().HasForeignKey(row => row.RunId);
            builder.Property(row => row.Rubric).HasMaxLength(4000);
            builder.Property(row => row.Selection).HasMaxLength(500);
            builder.Property(row => row.CreatedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.CreatedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Key);
        }
    }
}
