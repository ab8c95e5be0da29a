using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One result a line.</summary>
internal sealed class JsonLines(Stream stream, bool several) : IResultWriter
{
    private readonly Utf8JsonWriter _json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private string? _config;

    public void Begin(EvalReport report) => _config = several ? report.Config : null;

    public void Write(EvalResult result)
    {
        ResultJson.Write(_json, result, _config);
        EndLine();
    }

    public void End(EvalStats stats)
    {
    }

    public void Missing(string config, string error)
    {
        _json.WriteStartObject();
        _json.WriteString("config", config);
        _json.WriteString("error", error);
        _json.WriteEndObject();
        EndLine();
    }

    public void Complete()
    {
    }

    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.Flush();
        stream.WriteByte((byte)'\n');
        _json.Reset();
    }
}
