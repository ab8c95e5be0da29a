using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One result a row (RFC 4180), a column for each variable; texts that a spreadsheet would run as formulas are guarded.</summary>
internal sealed class CsvResults : IResultWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t");

    private readonly StreamWriter _writer;
    private readonly string[] _variables;

    public CsvResults(Stream stream, EvalReport report)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        _variables = [.. report.Plan.Config.Tests.Variables];
        Line(
        [
            "testIdx", "promptIdx", "repeat", "description", "provider", "prompt", .. _variables.Select(name => $"vars.{name}"), "output", "success", "score",
            "failureReason", "error", "latencyMs", "cost", "cached", "promptTokens", "completionTokens",
        ]);
    }

    public void Write(EvalResult result)
    {
        var row = result.Row;
        Line(
        [
            Invariant(result.TestIdx), Invariant(result.PromptIdx), Invariant(row.Repeat), result.Test.Description, result.Provider, result.Candidate.Prompt.Prompt.Label,
            .. _variables.Select(name => Text(result.Test.Vars.GetValueOrDefault(name))), result.Output, result.Success ? "true" : "false", Invariant(result.Score),
            Invariant((int)result.FailureReason), result.Error, Invariant(row.LatencyMs), Invariant(result.Cost), row.Cached ? "true" : "false",
            Invariant(row.InputTokens), Invariant(row.OutputTokens),
        ]);
    }

    public void End(EvalStats stats) => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private void Line(IEnumerable<string?> cells) => _writer.WriteLine(string.Join(',', cells.Select(cell => Quote(cell ?? ""))));

    private static string Quote(string cell)
    {
        var text = SpreadsheetText.Guard(cell);
        return text.AsSpan().ContainsAny(Special) || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Invariant(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
