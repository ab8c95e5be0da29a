using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One result a line.</summary>
internal sealed class JsonLines(Stream stream) : IResultWriter
{
    private readonly Utf8JsonWriter _json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(EvalResult result)
    {
        ResultJson.Write(_json, result);
        _json.Flush();
        stream.WriteByte((byte)'\n');
        _json.Reset();
    }

    public void End(EvalStats stats)
    {
    }

    public void Dispose() => _json.Dispose();
}
