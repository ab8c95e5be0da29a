using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A finished run as a report says it: figures, gates, and its cases, which are read while they are written out.</summary>
/// <param name="At">When the report was made, UTC.</param>
/// <param name="Open">Cases that some candidate does not pass.</param>
/// <param name="Cases">Every case in the order of the dataset; may be gone through again.</param>
/// <param name="OpenCases">Of the cases that some candidate does not pass the first <see cref="Listed"/>, with reasons.</param>
public sealed record RunReport(
    DateTime At, GetRun.Detail Run, IReadOnlyList<GetRunGates.Judged> Gates, int Open, IAsyncEnumerable<ReportCase> Cases, IReadOnlyList<ReportCase> OpenCases)
{
    /// <summary>A reader scrolls no further; the whole list is in CSV, JSON and JUnit.</summary>
    public const int Listed = 200;
}

/// <summary>One case under every candidate.</summary>
/// <param name="Cells">In the order of the candidates.</param>
/// <param name="Reasons">By the candidate's place, why it does not pass; only where it does not.</param>
public sealed record ReportCase(string Key, string Title, IReadOnlyList<string> Tags, IReadOnlyList<CaseCell> Cells, IReadOnlyDictionary<int, string> Reasons);
