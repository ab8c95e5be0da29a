using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Document;
using System.Text;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One page that needs nothing else: figures by candidate, then a row for each test and a column for each candidate; several evaluations below each other. No script at all.</summary>
internal sealed class HtmlResults(Stream stream, bool several) : IResultWriter
{
    private readonly StreamWriter _html = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    private readonly List<EvalResult> _row = [];
    private readonly List<IReadOnlyList<string>> _summary = [];
    private EvalReport _report = null!;
    private string _footer = "";
    private bool _isBegun;

    public void Begin(EvalReport report)
    {
        _report = report;
        var document = RunDocument.Of(report.Run, report.Run.CompletedAt ?? report.Run.QueuedAt) with { Title = report.Title };
        _footer = document.Footer;
        if (several)
        {
            BeginPage();
            HtmlReport.Section(_html, document with { Title = report.Plan.Config.Description is { } description ? $"{report.Config}: {description}" : report.Config });
        }
        else
        {
            HtmlReport.Begin(_html, document, HtmlStyle.Css);
            WriteFilter();
        }

        _html.WriteLine($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Results{(several ? $" of {Encode(report.Config)}" : "")}\"><table class=\"results\"><thead><tr><th scope=\"col\">test</th>{string.Concat(report.Plan.Candidates.Select(candidate => $"<th scope=\"col\">{Encode(candidate.Name)}</th>"))}</tr></thead><tbody>");
    }

    public void Write(EvalResult result)
    {
        // Results come in the order of the matrix, so a row is complete when the next one begins.
        if (_row.Count > 0 && (_row[0].TestIdx != result.TestIdx || _row[0].Row.Repeat != result.Row.Repeat))
            EndRow();
        _row.Add(result);
    }

    public void End(EvalStats stats)
    {
        EndRow();
        _html.WriteLine("</tbody></table></div>");
        if (stats.Comparisons.Count > 0)
        {
            _html.WriteLine("<h2>Against the base</h2><ul>");
            foreach (var compared in stats.Comparisons)
                _html.WriteLine($"<li>{Encode(compared.Candidate.Name)} against {Encode(compared.Base)}: {Encode(compared.Words)}; {compared.Fixed} fixed, {compared.Regressed} regressed{Encode(compared.Unpaired)}.</li>");
            _html.WriteLine("</ul>");
        }

        _footer = $"{_footer} {FigureText.Time(_report.Duration)}; {stats.Successes} passed, {stats.Failures} failed, {stats.Errors} errors. Made with opsconsole eval.";
        _summary.Add(SummaryRow(_report.Config, stats));
    }

    public void Missing(string config, string error)
    {
        BeginPage();
        _html.WriteLine($"<h2 class=\"part\">{Encode(config)}</h2><p>The evaluation could not be made.</p><pre>{Encode(error)}</pre>");
        _summary.Add([config, "error", "", "", ""]);
    }

    public void Complete()
    {
        if (several)
        {
            BeginPage();
            HtmlReport.Section(_html, new ReportDocument(
                "All configurations", null, [],
                [new ReportTable([new("configuration"), new("result"), new("passed", true), new("failed", true), new("errors", true)], _summary)], ""));
        }

        HtmlReport.End(_html, several ? "Made with opsconsole eval. Intervals are 95 %: Wilson for pass rates, bootstrap for scores; differences are paired by case, p values corrected by Holm." : _footer);
        _html.Flush();
    }

    public void Dispose() => _html.Dispose();

    private static string[] SummaryRow(string config, EvalStats stats) =>
        [config, stats.Failures + stats.Errors == 0 ? "passed" : "failed", FigureText.Count(stats.Successes), FigureText.Count(stats.Failures), FigureText.Count(stats.Errors)];

    private void BeginPage()
    {
        if (_isBegun)
            return;
        _isBegun = true;
        HtmlReport.Begin(_html, new ReportDocument("Evaluations", null, [], [], ""), HtmlStyle.Css);
        WriteFilter();
    }

    private void WriteFilter() => _html.WriteLine("""
        <fieldset><legend>Show</legend><label><input type="radio" name="show" id="all" checked>all tests</label><label><input type="radio" name="show" id="bad">those that did not pass</label><label><input type="radio" name="show" id="err">errors</label></fieldset>
        """);

    private void EndRow()
    {
        if (_row is not [var first, ..])
            return;
        var isBad = _row.Exists(result => !result.Success);
        var hasError = _row.Exists(result => result.FailureReason == FailureReason.Error);
        var repeat = _report.Run.Repeats > 1 ? $" <small>repeat {first.Row.Repeat + 1}</small>" : "";
        _html.Write($"<tr class=\"{(isBad ? "bad" : "ok")}{(hasError ? " err" : "")}\"><th scope=\"row\"><b>{first.TestIdx}</b>{repeat} {Encode(first.Test.Description ?? "")}");
        foreach (var (name, value) in first.Test.Vars)
            _html.Write($"<details{(value.ToString().Length <= 200 ? " open" : "")}><summary>{Encode(name)}</summary><pre>{Encode(value.ToString())}</pre></details>");
        _html.Write("</th>");
        foreach (var candidate in _report.Plan.Candidates)
        {
            if (_row.Find(result => result.PromptIdx == candidate.Position) is { } result)
                WriteCell(result);
            else
                _html.Write("<td><small>not asked</small></td>");
        }

        _html.WriteLine("</tr>");
        _row.Clear();
    }

    private void WriteCell(EvalResult result)
    {
        var (mark, word) = result.FailureReason switch
        {
            FailureReason.None => ("pass", "pass"),
            FailureReason.Assertion => ("fail", "fail"),
            FailureReason.Error => ("error", "error"),
        };
        _html.Write($"<td><p class=\"{mark}\"><b>{word}</b> {FigureText.Score(result.Row.Score)} <small>{FigureText.Milliseconds(result.Row.LatencyMs)}, {FigureText.Dollars(result.Cost)}{(result.Row.Cached ? ", cached" : "")}</small></p>");
        if (result.Error is { } error)
            _html.Write($"<p class=\"why\">{Encode(error)}</p>");
        foreach (var judged in result.Row.Assertions.SelectMany(assertion => assertion.All()).Where(assertion => assertion.Judge is not null))
            _html.Write($"<p class=\"why\"><small>{Encode($"{judged.Type} by {judged.Judge}: {(judged.IsNotJudged ? "not judged, " : "")}{judged.Reason}")}</small></p>");
        if (result.Output is { } output)
            _html.Write($"<pre>{Encode(output)}</pre>");
        _html.Write("</td>");
    }

    private static string Encode(string text) => HtmlReport.Encode(text);
}
