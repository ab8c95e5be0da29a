using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsConsole.Tests.Shared;

/// <summary>Well-formed answers in the shape of the interface that was asked.</summary>
internal static class FakeAnswers
{
    public static byte[] Write(FakeRequest request, FakeReply reply) =>
        request.Path.EndsWith("/messages", StringComparison.Ordinal) ? Anthropic(request, reply)
        : request.Path.EndsWith("/api/chat", StringComparison.Ordinal) ? Ollama(request, reply)
        : request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? Embeddings(request, reply)
        : request.Path.EndsWith("/api/embed", StringComparison.Ordinal) ? OllamaEmbeddings(request, reply)
        : OpenAI(request, reply);

    /// <summary>In base64 where it is asked for, as the SDK does.</summary>
    private static byte[] Embeddings(FakeRequest request, FakeReply reply)
    {
        var inBase64 = request.Body.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            @object = "list",
            model = request.Model,
            data = Vectors(request, reply).Select((vector, index) => new
            {
                @object = "embedding",
                index,
                embedding = inBase64 ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)) : vector,
            }),
            usage = new { prompt_tokens = reply.InputTokens, total_tokens = reply.InputTokens },
        });
    }

    private static byte[] OllamaEmbeddings(FakeRequest request, FakeReply reply) =>
        JsonSerializer.SerializeToUtf8Bytes(new { model = request.Model, embeddings = Vectors(request, reply), prompt_eval_count = reply.InputTokens });

    private static IEnumerable<float[]> Vectors(FakeRequest request, FakeReply reply)
    {
        var input = request.Body.GetProperty("input");
        var texts = input.ValueKind == JsonValueKind.Array ? input.EnumerateArray().Select(text => text.GetString()!) : [input.GetString()!];
        return texts.Select(text => reply.Embed?.Invoke(text) ?? [1, 0]);
    }

    private static byte[] OpenAI(FakeRequest request, FakeReply reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = reply.ToolCalls.Count > 0 && reply.Text.Length == 0 ? null : reply.Text };
        if (reply.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select((call, index) => new JsonObject
            {
                ["id"] = $"call_{index}", ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = reply.FinishReason ?? (reply.ToolCalls.Count > 0 ? "tool_calls" : "stop") };
        if (reply.LogProbs is { } logProbs)
        {
            choice["logprobs"] = new JsonObject { ["content"] = new JsonArray([.. logProbs.Select(value => new JsonObject { ["token"] = "t", ["logprob"] = value, ["bytes"] = null, ["top_logprobs"] = new JsonArray() })]) };
        }

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = $"chatcmpl-{request.Number}",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = request.Model.Length > 0 ? request.Model : "deployed",
            choices = new[] { choice },
            usage = new { prompt_tokens = reply.InputTokens, completion_tokens = reply.OutputTokens, total_tokens = reply.InputTokens + reply.OutputTokens },
        });
    }

    private static byte[] Anthropic(FakeRequest request, FakeReply reply) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = $"msg_{request.Number}",
        type = "message",
        role = "assistant",
        model = request.Model,
        content = new JsonArray(
        [
            .. reply.ToolCalls.Count > 0 && reply.Text.Length == 0 ? [] : new[] { new JsonObject { ["type"] = "text", ["text"] = reply.Text } },
            .. reply.ToolCalls.Select((call, index) => new JsonObject { ["type"] = "tool_use", ["id"] = $"toolu_{index}", ["name"] = call.Name, ["input"] = JsonNode.Parse(call.Arguments) }),
        ]),
        stop_reason = reply.ToolCalls.Count > 0 ? "tool_use" : "end_turn",
        stop_sequence = (string?)null,
        usage = new { input_tokens = reply.InputTokens, output_tokens = reply.OutputTokens },
    });

    private static byte[] Ollama(FakeRequest request, FakeReply reply) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = request.Model,
        created_at = "2025-01-01T00:00:00Z",
        message = new
        {
            role = "assistant",
            content = reply.Text,
            tool_calls = reply.ToolCalls.Select(call => new { function = new { name = call.Name, arguments = JsonNode.Parse(call.Arguments) } }),
        },
        done = true,
        done_reason = "stop",
        prompt_eval_count = reply.InputTokens,
        eval_count = reply.OutputTokens,
    });
}
