using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>What a file holds and what is wrong with it. Nothing is stored by reading it.</summary>
/// <param name="Rows">The good cases, in file order.</param>
/// <param name="Problems">The first <see cref="DatasetImporter.MaxProblems"/> faults.</param>
/// <param name="ProblemCount">All faults, also those not kept.</param>
/// <param name="Columns">Columns or members found, in order of appearance.</param>
/// <param name="RowCount">Cases in the file, good and bad.</param>
public sealed record DatasetImport(
    IReadOnlyList<ImportedCase> Rows,
    IReadOnlyList<ImportProblem> Problems,
    int ProblemCount,
    IReadOnlyList<string> Columns,
    int RowCount)
{
    public bool IsClean => ProblemCount == 0;
}

/// <summary>One case as read.</summary>
public sealed record ImportedCase
{
    /// <summary>The case's id, unique in the file; <c>C-0001</c> … where the file gives none.</summary>
    public required string Key { get; init; }

    /// <summary>A JSON object.</summary>
    public required JsonElement Variables { get; init; }

    /// <summary>Accepted answers, none to many.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A JSON array of assertions as promptfoo writes them.</summary>
    public string Assertions { get; init; } = "[]";

    /// <summary>Assertions in promptfoo's one-line form (<c>contains: x</c>), from columns named <c>__expected…</c>.</summary>
    public IReadOnlyList<string> ExpectedShorthand { get; init; } = [];

    /// <summary>Score a case needs to pass, 0 to 1; null means that every assertion must pass.</summary>
    public double? Threshold { get; init; }

    /// <summary>The named metric its assertions feed.</summary>
    public string? Metric { get; init; }

    public string? Description { get; init; }

    /// <summary>The part of the dataset it belongs to.</summary>
    public string? Split { get; init; }

    /// <summary>Where the case came from, as the file says.</summary>
    public CaseOrigin? Origin { get; init; }

    /// <summary>Where it stood: spreadsheet row, line or ordinal, by format.</summary>
    public int Row { get; init; }
}

/// <summary>One fault.</summary>
/// <param name="Row">As a person sees it: the spreadsheet row of a CSV (the header is row 1), the line of a JSONL, the ordinal of a YAML test; 0 is the file itself.</param>
/// <param name="Line">Line of the file where that differs from the row.</param>
public sealed record ImportProblem(int Row, string? Column, string Reason, int? Line = null)
{
    public override string ToString() =>
        (Row == 0 ? "file" : $"row {Row}") + (Line is null ? "" : $" (line {Line})") + (Column is null ? "" : $", column {Column}") + $": {Reason}";
}
