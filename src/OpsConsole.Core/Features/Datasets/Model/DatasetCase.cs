using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets.Model;

/// <summary>One test case of a dataset version: variables, accepted answers, tags and its own assertions.</summary>
public sealed class DatasetCase
{
    public int Id { get; init; }

    public int DatasetVersionId { get; init; }

    public DatasetVersion? DatasetVersion { get; init; }

    /// <summary>0, 1, 2 … the order of the import.</summary>
    public int Position { get; init; }

    /// <summary>The case's id in the dataset, e.g. <c>C-0117</c>; unique in the version, stable over versions.</summary>
    public required string Key { get; init; }

    /// <summary>What a list shows: the description, the question or the first variable, cut to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>A JSON object: variable name to value.</summary>
    public required string VariablesJson { get; init; }

    public required IReadOnlyList<string> Expected { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<Assertion> Assertions { get; init; }

    /// <summary>The part of the dataset that the case belongs to, e.g. <c>train</c> or <c>test</c>; null where it is not split.</summary>
    public string? Split { get; init; }

    /// <summary>Null where it was imported or written.</summary>
    public CaseOrigin? Origin { get; init; }

    /// <summary>Score 0..1 at which the case passes even if single assertions fail; null asks all to pass.</summary>
    public double? Threshold { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DatasetCase>
    {
        public void Configure(EntityTypeBuilder<DatasetCase> builder)
        {
            builder.ToTable("DatasetCases");
            builder.HasIndex(row => new { row.DatasetVersionId, row.Position }).IsUnique();
            builder.HasIndex(row => new { row.DatasetVersionId, row.Key }).IsUnique();
            builder.HasOne(row => row.DatasetVersion).WithMany().HasForeignKey(row => row.DatasetVersionId);
            builder.Property(row => row.Key).Key();
            builder.Property(row => row.Title).Name();
            builder.Property(row => row.Split).HasMaxLength(40);
            builder.Property(row => row.Origin).Json();
            builder.Property(row => row.Expected).Json();
            builder.Property(row => row.Tags).Json();
            builder.Property(row => row.Assertions).Json();
        }
    }
}
