using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>What one case came to under one candidate, all repeats together.</summary>
public enum CaseOutcome
{
    Pass,
    Fail,

    /// <summary>Repeats disagree.</summary>
    Unstable,

    /// <summary>No repeat was answered.</summary>
    Error,

    /// <summary>Not executed: the run stopped before.</summary>
    Missing,
}

/// <summary>One cell of the matrix: outcome, mean score, and how many of the answered repeats passed.</summary>
public sealed record CaseCell(CaseOutcome Outcome, double? Score, int Passed, int Answered);

/// <summary>
/// One row of a finished run's matrix. Written once when the run ends, so that a page of the matrix is one query
/// over rows and never over cells.
/// </summary>
public sealed class RunCase
{
    public int RunId { get; init; }

    public int Position { get; init; }

    public int CaseId { get; init; }

    public required string CaseKey { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public bool AnyFailure { get; init; }

    public bool AnyError { get; init; }

    /// <summary>Candidates disagree on the outcome.</summary>
    public bool Differing { get; init; }

    /// <summary>Some candidate passes where the baseline fails, or the reverse.</summary>
    public bool Flipped { get; init; }

    /// <summary>Repeats of some candidate disagree.</summary>
    public bool Unstable { get; init; }

    /// <summary>One for each candidate, by position.</summary>
    public required IReadOnlyList<CaseCell> Cells { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RunCase>
    {
        public void Configure(EntityTypeBuilder<RunCase> builder)
        {
            builder.ToTable("RunCases");
            builder.HasKey(row => new { row.RunId, row.Position });
            builder.Property(row => row.RunId).ValueGeneratedNever();
            builder.Property(row => row.Position).ValueGeneratedNever();
            builder.HasOne<Run>().WithMany().HasForeignKey(row => row.RunId);
            builder.Property(row => row.CaseKey).Key();
            builder.Property(row => row.Title).Name();
            builder.Property(row => row.Tags).Json();
            builder.Property(row => row.Cells).Json();
        }
    }
}
