using System.Text.Json;

namespace OpsConsole.Tests.Shared;

/// <summary>Well-formed answers in the shape of the interface that was asked.</summary>
internal static class FakeAnswers
{
    public static byte[] Write(FakeRequest request, FakeReply reply) =>
        request.Path.EndsWith("/messages", StringComparison.Ordinal) ? Anthropic(request, reply)
        : request.Path.EndsWith("/api/chat", StringComparison.Ordinal) ? Ollama(request, reply)
        : OpenAI(request, reply);

    private static byte[] OpenAI(FakeRequest request, FakeReply reply) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = $"chatcmpl-{request.Number}",
        @object = "chat.completion",
        created = 1_700_000_000,
        model = request.Model.Length > 0 ? request.Model : "deployed",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = reply.Text }, finish_reason = "stop" } },
        usage = new { prompt_tokens = reply.InputTokens, completion_tokens = reply.OutputTokens, total_tokens = reply.InputTokens + reply.OutputTokens },
    });

    private static byte[] Anthropic(FakeRequest request, FakeReply reply) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = $"msg_{request.Number}",
        type = "message",
        role = "assistant",
        model = request.Model,
        content = new[] { new { type = "text", text = reply.Text } },
        stop_reason = "end_turn",
        stop_sequence = (string?)null,
        usage = new { input_tokens = reply.InputTokens, output_tokens = reply.OutputTokens },
    });

    private static byte[] Ollama(FakeRequest request, FakeReply reply) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = request.Model,
        created_at = "2025-01-01T00:00:00Z",
        message = new { role = "assistant", content = reply.Text },
        done = true,
        done_reason = "stop",
        prompt_eval_count = reply.InputTokens,
        eval_count = reply.OutputTokens,
    });
}
