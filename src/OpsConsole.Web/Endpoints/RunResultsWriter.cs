using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Features.Datasets.Export;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Endpoints;

/// <summary>Writes results as they come from the database, so that a run of any size needs no memory.</summary>
internal sealed record RunResultsWriter(string ContentType, string Extension, Func<Stream, IAsyncEnumerable<ExportRunResults.Row>, CancellationToken, Task> WriteAsync)
{
    private static readonly RunResultsWriter Ndjson = new("application/x-ndjson", "ndjson", WriteNdjsonAsync);
    private static readonly RunResultsWriter Csv = new("text/csv", "csv", WriteCsvAsync);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What the caller likes best of the two; NDJSON when it does not say. A link on a page cannot send a header: it says <c>?format=csv</c>.</summary>
    public static RunResultsWriter? FormatOf(HttpRequest request)
    {
        if (request.Query["format"].ToString() is { Length: > 0 } format)
            return new[] { Ndjson, Csv }.FirstOrDefault(writer => writer.Extension == format);
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
            return Ndjson;
        return accepted
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => new[] { Ndjson, Csv }.FirstOrDefault(writer => new MediaTypeHeaderValue(writer.ContentType).IsSubsetOf(type)))
            .FirstOrDefault(writer => writer is not null);
    }

    private static async Task WriteNdjsonAsync(Stream stream, IAsyncEnumerable<ExportRunResults.Row> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            using var variables = JsonDocument.Parse(row.VariablesJson);
            await JsonSerializer.SerializeAsync(
                stream,
                new
                {
                    Case = row.CaseKey,
                    Vars = variables.RootElement,
                    row.Candidate,
                    row.PromptKey,
                    row.PromptVersion,
                    row.Provider,
                    row.Model,
                    row.Repeat,
                    row.State,
                    row.Pass,
                    row.Score,
                    row.LatencyMs,
                    row.CostUsd,
                    TokenUsage = new { Input = row.InputTokens, CachedInput = row.CachedInputTokens, Output = row.OutputTokens, Reasoning = row.ReasoningTokens },
                    row.Attempts,
                    row.Cached,
                    row.FinishReason,
                    row.ModelReturned,
                    row.Output,
                    row.ErrorCode,
                    row.ErrorMessage,
                    row.Assertions,
                },
                Json,
                cancellationToken);
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ExportRunResults.Row> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(
            "case,candidate,promptKey,promptVersion,provider,model,repeat,state,pass,score,latencyMs,costUsd,inputTokens,outputTokens,"
            + "attempts,cached,output,errorCode,errorMessage,failedAssertions,vars");
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            object?[] fields =
            [
                row.CaseKey, row.Candidate, row.PromptKey, row.PromptVersion, row.Provider, row.Model, row.Repeat, row.State, row.Pass, row.Score, row.LatencyMs, row.CostUsd,
                row.InputTokens, row.OutputTokens, row.Attempts, row.Cached, row.Output, row.ErrorCode, row.ErrorMessage,
                string.Join("; ", row.Assertions.Where(assertion => !assertion.Pass).Select(assertion => $"{assertion.Type}: {assertion.Reason}")), row.VariablesJson,
            ];
            await writer.WriteLineAsync(string.Join(',', fields.Select(Field)).AsMemory(), cancellationToken);
        }
    }

    // What a model wrote may be opened in a spreadsheet, so it must not start a formula there.
    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string)
            text = SpreadsheetText.Guard(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
