using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Reports.Model;

public enum ReportKind
{
    Comparison,

    /// <summary>Which candidate to route to, and what would change that.</summary>
    Routing,
}

/// <summary>What a comparison said on a day, kept as it was: later runs, labels and prices change nothing in it.</summary>
public sealed class SavedReport
{
    public int Id { get; init; }

    public ReportKind Kind { get; init; }

    /// <summary>The answer in a sentence.</summary>
    public required string Title { get; init; }

    public int SystemId { get; init; }

    public AiSystem? System { get; init; }

    /// <summary>The page that it was made from, a path within the console.</summary>
    public required string Href { get; init; }

    /// <summary>Every figure that it shows, as JSON.</summary>
    public required string ContentJson { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTime At { get; init; }

    public string Key => KeyOf(Id);

    public static string KeyOf(int id) => $"REP-{id:0000}";

    /// <summary>The id behind <c>REP-0001</c>; null when the text is no such key.</summary>
    public static int? ParseKey(string text) => text.StartsWith("REP-", StringComparison.OrdinalIgnoreCase) && int.TryParse(text.AsSpan(4), out var id) && id > 0 ? id : null;

    internal sealed class Mapping : IEntityTypeConfiguration<SavedReport>
    {
        public void Configure(EntityTypeBuilder<SavedReport> builder)
        {
            builder.ToTable("SavedReports");
            builder.Property(row => row.Title).HasMaxLength(500);
            builder.Property(row => row.Href).HasMaxLength(1000);
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
            builder.Property(row => row.ById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.ByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Ignore(row => row.Key);
        }
    }
}
