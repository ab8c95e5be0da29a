using System.Globalization;
using System.Text;
using System.Xml;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>JUnit XML: a suite for each gate with a test case for each rule, and one for each candidate with a test case for each case. Inconclusive and unstable are failures.</summary>
internal static class RunReportJUnit
{
    private static readonly XmlWriterSettings Settings = new() { Async = true, Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    public static async Task WriteAsync(Stream stream, RunReport report, CancellationToken cancellationToken)
    {
        await using var xml = XmlWriter.Create(stream, Settings);
        await xml.WriteStartElementAsync(null, "testsuites", null);
        await AttributeAsync(xml, "name", $"{report.Run.Key} {report.Run.BenchmarkName}");
        foreach (var gate in report.Gates)
            await WriteAsync(xml, gate);

        // Suite by suite, as the format wants it, though the matrix is stored case by case: each candidate goes through it once more.
        foreach (var candidate in report.Run.Candidates)
        {
            await xml.WriteStartElementAsync(null, "testsuite", null);
            await AttributeAsync(xml, "name", candidate.Name);
            await foreach (var row in report.Cases.WithCancellation(cancellationToken))
                await WriteAsync(xml, candidate, row);
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static async Task WriteAsync(XmlWriter xml, GetRunGates.Judged gate)
    {
        var name = $"{GateWords.Of(gate.Evidence.Kind)} gate of {gate.PromptKey} v{gate.Version}";
        await xml.WriteStartElementAsync(null, "testsuite", null);
        await AttributeAsync(xml, "name", name);
        foreach (var rule in gate.Evidence.Rules)
        {
            await BeginAsync(xml, name, rule.Words);
            if (rule.Verdict != GateVerdict.Pass)
                await FaultAsync(xml, "failure", rule.Verdict.ToString(), rule.Why);
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static async Task WriteAsync(XmlWriter xml, GetRun.Candidate candidate, ReportCase row)
    {
        var (cell, reason) = (row.Cells[candidate.Position], row.Reasons.GetValueOrDefault(candidate.Position) ?? "");
        await BeginAsync(xml, candidate.Name, $"{row.Key}: {row.Title}");
        switch (cell.Outcome)
        {
            case CaseOutcome.Fail:
                await FaultAsync(xml, "failure", "Fail", reason);
                break;
            case CaseOutcome.Unstable:
                await FaultAsync(xml, "failure", "Unstable", string.Create(CultureInfo.InvariantCulture, $"{cell.Passed} of {cell.Answered} repeats pass. {reason}"));
                break;
            case CaseOutcome.Error:
                await FaultAsync(xml, "error", "Error", reason);
                break;
            case CaseOutcome.Missing:
                await xml.WriteElementStringAsync(null, "skipped", null, "");
                break;
        }

        await xml.WriteEndElementAsync();
    }

    private static async Task BeginAsync(XmlWriter xml, string suite, string name)
    {
        await xml.WriteStartElementAsync(null, "testcase", null);
        await AttributeAsync(xml, "classname", suite);
        await AttributeAsync(xml, "name", name);
    }

    private static async Task FaultAsync(XmlWriter xml, string element, string type, string message)
    {
        await xml.WriteStartElementAsync(null, element, null);
        await AttributeAsync(xml, "type", type);
        await AttributeAsync(xml, "message", message);
        await xml.WriteEndElementAsync();
    }

    private static Task AttributeAsync(XmlWriter xml, string name, string value) => xml.WriteAttributeStringAsync(null, name, null, XmlSafeText.Clean(value));
}
