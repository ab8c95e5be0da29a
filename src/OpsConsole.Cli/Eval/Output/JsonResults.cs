using System.Text.Json;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One JSON object of an evaluation: what was compared, <c>results</c>, <c>stats</c>.</summary>
internal sealed class JsonResults : IResultWriter
{
    private const int FlushBytes = 256 * 1024;

    private readonly Utf8JsonWriter _json;
    private EvalReport _report = null!;

    public JsonResults(Stream stream)
    {
        _json = new Utf8JsonWriter(stream, JsonParts.Indented);
        _json.WriteStartObject();
    }

    public void Begin(EvalReport report)
    {
        _report = report;
        JsonParts.WriteHead(_json, report);
        _json.WriteStartArray("results");
    }

    public void Write(EvalResult result)
    {
        ResultJson.Write(_json, result, null);
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    public void End(EvalStats stats)
    {
        _json.WriteEndArray();
        if (stats.Comparisons.Count > 0)
            JsonParts.WriteComparisons(_json, stats.Comparisons);
        JsonParts.WriteStats(_json, stats, _report.Duration);
    }

    public void Missing(string config, string error) => throw new InvalidOperationException("An evaluation of its own that could not be made has no file.");

    public void Complete()
    {
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();
}
