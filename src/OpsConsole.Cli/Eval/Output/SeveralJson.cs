using System.Text.Json;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>
/// One JSON object of several evaluations: <c>results</c> of all, each with its <c>config</c>, then <c>configurations</c> with what is known of each, and <c>stats</c> over
/// all. What is said of an evaluation is little, and waits in memory while results are written.
/// </summary>
internal sealed class SeveralJson : IResultWriter
{
    private const int FlushBytes = 256 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly MemoryStream _parts = new();
    private readonly Utf8JsonWriter _configurations;
    private readonly EvalStats _total = new();
    private EvalReport _report = null!;
    private int _missing;

    public SeveralJson(Stream stream)
    {
        _json = new Utf8JsonWriter(stream, JsonParts.Indented);
        _json.WriteStartObject();
        _json.WriteStartArray("results");
        _configurations = new Utf8JsonWriter(_parts, JsonParts.Indented);
        _configurations.WriteStartArray();
    }

    public void Begin(EvalReport report)
    {
        _report = report;
        _configurations.WriteStartObject();
        _configurations.WriteString("config", report.Config);
        JsonParts.WriteHead(_configurations, report);
    }

    public void Write(EvalResult result)
    {
        _total.Add(result);
        ResultJson.Write(_json, result, _report.Config);
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    public void End(EvalStats stats)
    {
        _total.Ended(_report);
        if (stats.Comparisons.Count > 0)
            JsonParts.WriteComparisons(_configurations, stats.Comparisons);
        JsonParts.WriteStats(_configurations, stats, _report.Duration);
        _configurations.WriteEndObject();
    }

    public void Missing(string config, string error)
    {
        _missing++;
        _configurations.WriteStartObject();
        _configurations.WriteString("config", config);
        _configurations.WriteString("error", error);
        _configurations.WriteEndObject();
    }

    public void Complete()
    {
        _json.WriteEndArray();
        _configurations.WriteEndArray();
        _configurations.Flush();
        _json.WritePropertyName("configurations");
        using (var parts = JsonDocument.Parse(_parts.GetBuffer().AsMemory(0, (int)_parts.Length)))
            parts.WriteTo(_json);
        JsonParts.WriteStats(_json, _total, _total.Duration);
        _json.WriteNumber("configurationsInError", _missing);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose()
    {
        _configurations.Dispose();
        _json.Dispose();
    }
}
