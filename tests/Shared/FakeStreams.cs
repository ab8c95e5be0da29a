using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OpsConsole.Tests.Shared;

/// <summary>The same answers piece by piece, a word at a time, in the shape of the interface that was asked.</summary>
internal static class FakeStreams
{
    public static bool Wanted(FakeRequest request, FakeReply reply) =>
        reply.RawBody is null && request.Body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    public static async Task WriteAsync(HttpContext context, FakeRequest request, FakeReply reply, CancellationToken stopping)
    {
        var response = context.Response;
        var isOllama = request.Path.EndsWith("/api/chat", StringComparison.Ordinal);
        response.ContentType = isOllama ? "application/x-ndjson" : "text/event-stream";
        var words = Words(reply.Text);
        var said = reply.Failure == FakeReply.Fault.None ? words.Count : (words.Count + 1) / 2;
        foreach (var line in Start(request, reply))
            await SendAsync(line);
        foreach (var (index, word) in words.Take(said).Index())
        {
            if (reply.BeforeWord is { } wait)
                await wait(index).WaitAsync(stopping);
            await SendAsync(Piece(request, word));
        }

        if (reply.Failure == FakeReply.Fault.CutOff)
        {
            // The half must have left before the connection is dropped.
            await Task.Delay(TimeSpan.FromMilliseconds(20), stopping);
            context.Abort();
        }
        else if (reply.Failure == FakeReply.Fault.HangMidway)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
        }
        else if (reply.Failure == FakeReply.Fault.None)
        {
            foreach (var line in End(request, reply))
                await SendAsync(line);
        }

        async Task SendAsync(string line)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), stopping);
            await response.Body.FlushAsync(stopping);
        }
    }

    private static List<string> Words(string text) => [.. text.Split(' ').Select((word, index) => index == 0 ? word : " " + word)];

    private static bool IsAnthropic(FakeRequest request) => request.Path.EndsWith("/messages", StringComparison.Ordinal);

    private static bool IsOllama(FakeRequest request) => request.Path.EndsWith("/api/chat", StringComparison.Ordinal);

    private static IEnumerable<string> Start(FakeRequest request, FakeReply reply) => !IsAnthropic(request) ? [] :
    [
        Event("message_start", new
        {
            type = "message_start",
            message = new
            {
                id = $"msg_{request.Number}", type = "message", role = "assistant", model = request.Model, content = Array.Empty<object>(), stop_reason = (string?)null,
                stop_sequence = (string?)null, usage = new { input_tokens = reply.InputTokens, output_tokens = 1 },
            },
        }),
        Event("content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } }),
    ];

    private static string Piece(FakeRequest request, string word) =>
        IsAnthropic(request) ? Event("content_block_delta", new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text = word } })
        : IsOllama(request) ? Line(new { model = request.Model, created_at = "2025-01-01T00:00:00Z", message = new { role = "assistant", content = word }, done = false })
        : Chunk(request, new { content = word }, null, null);

    private static IEnumerable<string> End(FakeRequest request, FakeReply reply) =>
        IsAnthropic(request) ?
        [
            Event("content_block_stop", new { type = "content_block_stop", index = 0 }),
            Event("message_delta", new { type = "message_delta", delta = new { stop_reason = "end_turn", stop_sequence = (string?)null }, usage = new { output_tokens = reply.OutputTokens } }),
            Event("message_stop", new { type = "message_stop" }),
        ]
        : IsOllama(request) ?
        [
            Line(new
            {
                model = request.Model, created_at = "2025-01-01T00:00:00Z", message = new { role = "assistant", content = "" }, done = true, done_reason = "stop",
                prompt_eval_count = reply.InputTokens, eval_count = reply.OutputTokens,
            }),
        ]
        :
        [
            Chunk(request, new { }, "stop", null),
            Chunk(request, null, null, new { prompt_tokens = reply.InputTokens, completion_tokens = reply.OutputTokens, total_tokens = reply.InputTokens + reply.OutputTokens }),
            "data: [DONE]\n\n",
        ];

    private static string Chunk(FakeRequest request, object? delta, string? finish, object? usage) => "data: " + JsonSerializer.Serialize(new
    {
        id = $"chatcmpl-{request.Number}",
        @object = "chat.completion.chunk",
        created = 1_700_000_000,
        model = request.Model.Length > 0 ? request.Model : "deployed",
        choices = delta is null ? [] : new[] { new { index = 0, delta, finish_reason = finish } },
        usage,
    }) + "\n\n";

    private static string Event(string name, object data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n";

    private static string Line(object data) => JsonSerializer.Serialize(data) + "\n";
}
