using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Features.RunReports;

/// <summary>Each format of one report, whose texts hold what would break it.</summary>
public sealed class RunReportTests
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Html)]
    public async Task Write_AReport_IsTheGoldenFile(ReportFormat format) =>
        GoldenFile.Check($"run.{ReportFormats.Extension(format)}", await WriteAsync(format));

    [Fact]
    public async Task Html_OfHostileTexts_HoldsNoScriptAndNoOtherOrigin()
    {
        var html = await WriteAsync(ReportFormat.Html);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<svg ").Length - 1);
    }

    [Fact]
    public async Task JUnit_IsXmlWithASuiteForTheGateAndEachCandidate()
    {
        var suites = XDocument.Parse(await WriteAsync(ReportFormat.JUnit)).Root!.Elements("testsuite").ToList();

        Assert.Equal(["Baseline gate of support/answer v7", "v6 · small", "v7 · =large"], suites.Select(suite => (string?)suite.Attribute("name")));
        Assert.Equal([1, 1, 1], suites.Select(suite => suite.Descendants("failure").Count()));
        Assert.Single(suites[2].Descendants("error"));
        Assert.Single(suites[1].Descendants("skipped"));
    }

    [Fact]
    public async Task Csv_OfATextThatStartsLikeAFormula_IsGuarded() =>
        Assert.Contains(",'=SUM(A1),", await WriteAsync(ReportFormat.Csv), StringComparison.Ordinal);

    [Fact]
    public async Task Json_IsReadable()
    {
        var json = JsonElement.Parse(await WriteAsync(ReportFormat.Json));

        Assert.Equal(("RUN-0007", 4, 3), (json.GetProperty("run").GetProperty("id").GetString(), json.GetProperty("cases").GetArrayLength(), json.GetProperty("notPassing").GetInt32()));
    }

    [Theory]
    [InlineData(RunState.BudgetStopped, "The run was stopped at its spend cap: no money left. The figures cover what is there.")]
    [InlineData(RunState.Cancelled, "The run was cancelled: no money left. The figures cover what is there.")]
    public void Lead_OfARunThatDidNotComplete_SaysHowItEnded(RunState state, string words) =>
        Assert.Equal(words, RunDocument.Of(Run() with { State = state, StateReason = "no money left." }, Noon).Lead);

    private static async Task<string> WriteAsync(ReportFormat format)
    {
        using var stream = new MemoryStream();
        await RunReportWriter.WriteAsync(stream, Report(), format, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static RunReport Report()
    {
        var cases = new List<ReportCase>
        {
            Row("C-1", "A | pipe", CaseOutcome.Pass, CaseOutcome.Pass),
            Row("C-2", "=SUM(A1)", CaseOutcome.Fail, CaseOutcome.Pass, (0, "equals: “a” is not\n“b” \u0001")),
            Row("C-3", "Repeats, \"disagree\"", CaseOutcome.Pass, CaseOutcome.Unstable, (1, "contains: *nothing* `there`")),
            Row("C-4", "Not <script>alert(1)</script> run", CaseOutcome.Missing, CaseOutcome.Error, (1, "timeout: no answer in 30 s")),
        };
        return new RunReport(Noon.AddHours(1), Run(), [Gate()], 3, cases.ToAsyncEnumerable(), cases[1..]);
    }

    private static ReportCase Row(string key, string title, CaseOutcome first, CaseOutcome second, params (int Candidate, string Why)[] reasons) => new(
        key, title, ["a", "b"], [Cell(first), Cell(second)], reasons.ToDictionary(reason => reason.Candidate, reason => reason.Why));

    private static CaseCell Cell(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Pass => new(outcome, 1, 2, 2),
        CaseOutcome.Fail => new(outcome, 0.25, 0, 2),
        CaseOutcome.Unstable => new(outcome, 0.5, 1, 2),
        CaseOutcome.Error or CaseOutcome.Missing => new(outcome, null, 0, 0),
    };

    private static GetRun.Candidate Candidate(int position, string name, double rate, BaselineComparison? versus) => new(
        position + 1, position, name, versus is null, "support/answer", 6 + position, new string('a', 64), "openai", ProviderKind.OpenAI, position == 0 ? "small" : "large", ModelParameters.Default,
        6, position, 4, Money.FromDollars(0.01m), 600, 120, null,
        new CandidateSummary(3, position, new Estimate(rate, rate - 0.2, Math.Min(1, rate + 0.15)), new Estimate(rate, rate - 0.1, rate + 0.1), 420, 1900, 1.5m + position, [], versus));

    private static GetRun.Detail Run() => new(
        7, 1, "support-baseline", "Answers <b>compared</b>", "support", "Support", RunState.Completed, null, RunTrigger.Person, "Ada", "support-golden", 2, 4, 2, 12, 1, 16, Money.FromDollars(0.02m), null,
        4, false, [], null, "1.2.3", Noon.AddMinutes(-3), Noon.AddMinutes(-2), Noon, null, null, 1, false,
        [
            Candidate(0, "v6 · small", 0.6, null),
            Candidate(1, "v7 · =large", 0.8, new BaselineComparison(3, 0.2, new Estimate(0.2, -0.1, 0.5), 0.2, 0.4, 0.5, ComparisonMethod.NewcombeMcNemar, ComparisonVerdict.TooFewCases, "Too few cases: 3 were answered by both.", 1, 0)),
        ],
        null);

    private static GetRunGates.Judged Gate()
    {
        var rule = new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.9);
        var result = new RuleResult(rule, GateWords.Of(rule), 0.8, 0.6, 0.95, 3, GateVerdict.Fail, "80.0 % over 3 cases; misses 90 %.");
        return new GetRunGates.Judged("support/answer", 7, Noon, new Evidence(
            GateKind.Baseline, 1, 3, 1, "support-baseline", 7, Noon, "u-ada", "Ada", 1, "support-golden", 2, new string('a', 64), "v7 · =large", "large", 6, GateVerdict.Fail, [result]), ExceptionsInForce.None);
    }
}
