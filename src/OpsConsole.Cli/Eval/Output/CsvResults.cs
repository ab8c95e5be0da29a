using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Export;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>
/// One result a row (RFC 4180), a column for each variable; texts that a spreadsheet would run as formulas are guarded. Of several evaluations the variables are known
/// when all have ended: until then their rows wait in a file.
/// </summary>
internal sealed class CsvResults : IResultWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t");

    private readonly StreamWriter _writer;
    private readonly List<string> _variables = [];
    private readonly FileStream? _waiting;
    private string _config = "";

    public CsvResults(Stream stream, bool several)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        _waiting = several ? TemporaryFile.Open() : null;
    }

    public void Begin(EvalReport report)
    {
        _config = report.Config;
        _variables.AddRange(report.Plan.Config.Tests.Variables.Except(_variables));
        if (_waiting is null)
            Head([]);
    }

    public void Write(EvalResult result)
    {
        var row = result.Row;
        string?[] before = [Invariant(result.TestIdx), Invariant(result.PromptIdx), Invariant(row.Repeat), result.Test.Description, result.Provider, result.Candidate.Prompt.Prompt.Label];
        string?[] after =
        [
            result.Output, result.Success ? "true" : "false", Invariant(result.Score),
            Invariant((int)result.FailureReason), result.Error, Invariant(row.LatencyMs), Invariant(result.Cost), row.Cached ? "true" : "false",
            Invariant(row.InputTokens), Invariant(row.OutputTokens),
        ];
        var values = _variables.Select(name => Text(result.Test.Vars.GetValueOrDefault(name)));
        if (_waiting is null)
        {
            Line([.. before, .. values, .. after]);
            return;
        }

        JsonSerializer.Serialize(_waiting, new Row([_config, .. before], [.. values], after));
        _waiting.WriteByte((byte)'\n');
    }

    public void End(EvalStats stats)
    {
    }

    public void Missing(string config, string error)
    {
        JsonSerializer.Serialize(_waiting!, new Row([config, .. new string?[6]], [], [null, "false", null, null, error, null, null, null, null, null]));
        _waiting!.WriteByte((byte)'\n');
    }

    public void Complete()
    {
        if (_waiting is not null)
        {
            Head(["config"]);
            _waiting.Position = 0;
            using var lines = new StreamReader(_waiting, leaveOpen: true);
            while (lines.ReadLine() is { } line)
            {
                var row = JsonSerializer.Deserialize<Row>(line)!;
                Line([.. row.Before, .. row.Values, .. new string?[_variables.Count - row.Values.Count], .. row.After]);
            }
        }

        _writer.Flush();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _waiting?.Dispose();
    }

    private void Head(IEnumerable<string> first) => Line(
    [
        .. first, "testIdx", "promptIdx", "repeat", "description", "provider", "prompt", .. _variables.Select(name => $"vars.{name}"), "output", "success", "score",
        "failureReason", "error", "latencyMs", "cost", "cached", "promptTokens", "completionTokens",
    ]);

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

    /// <param name="Values">Of the variables that are known so far; those that come later stand behind them.</param>
    private sealed record Row(IReadOnlyList<string?> Before, IReadOnlyList<string?> Values, IReadOnlyList<string?> After);
}
