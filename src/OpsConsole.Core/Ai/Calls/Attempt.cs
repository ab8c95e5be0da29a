using System.Text.Json;
using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Http;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>How one attempt ended, and what the retry needs to know about it.</summary>
internal sealed record Attempt(ModelCallResult Result, bool IsRetryable = false, TimeSpan? RetryAfter = null)
{
    /// <summary>Whose attempt it was; set where it will be tried again.</summary>
    public Call? Call { get; init; }

    /// <summary>Whether it speaks against the provider's health. Being told to slow down, or that the request is wrong, does not.</summary>
    public bool CountsAgainstProvider => Result.Error?.Code is "server" or "timeout" or "connection" or "cut-off" or "bad-response";

    public static Attempt Answered(ChatResponse response, TimeSpan latency, ProviderEndpoint endpoint, ChatCall call) =>
        response.Messages.Count == 0
            ? Failed(new CallError("bad-response", $"{endpoint.Key} answered without any choice.", 200), isRetryable: true)
            // Every interface ends a stream by saying why; one that only stops was cut off, however politely.
            : call.IsStreamed && response.FinishReason is null
            ? Failed(new CallError("cut-off", $"The answer of {endpoint.Key} broke off before its end.", 200), isRetryable: true)
            : new Attempt(new ModelCallResult
            {
                Text = response.Text,
                FinishReason = response.FinishReason?.Value,
                ToolCallsJson = AnswerParts.ToolCalls(response),
                MeanLogProb = AnswerParts.MeanLogProb(response),
                ModelReturned = response.ModelId,
                Usage = UsageOf(response.Usage),
                Latency = latency,
                TimeToFirstToken = call.FirstText,
            });

    public static Attempt Failed(CallError error, bool isRetryable = false, TimeSpan? retryAfter = null) =>
        new(new ModelCallResult { Error = error }, isRetryable, retryAfter);

    /// <summary>
    /// SDKs wrap what they meet, each in its own way; the fault of our handler is looked for in the chain. Anything else comes from reading a complete
    /// 200 answer that has another shape than it should.
    /// </summary>
    public static Attempt Failed(Exception exception, ProviderEndpoint endpoint)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is ProviderFault fault)
                return Failed(fault.Error, fault.IsRetryable, fault.RetryAfter);
        }

        return exception switch
        {
            ArgumentException when endpoint.Kind is ProviderKind.Builtin or ProviderKind.Echo => Failed(new CallError("bad-request", exception.Message)),
            JsonException => Failed(new CallError("bad-response", $"{endpoint.Key} answered with JSON that breaks off or is malformed.", 200), isRetryable: true),
            _ => Failed(
                new CallError("bad-response", $"{endpoint.Key} answered with JSON of another shape than its interface promises ({exception.GetType().Name}).", 200), isRetryable: true),
        };
    }

    private static TokenUsage UsageOf(UsageDetails? usage) => usage is null
        ? TokenUsage.None
        : new TokenUsage((int)(usage.InputTokenCount ?? 0), (int)(usage.CachedInputTokenCount ?? 0), (int)(usage.OutputTokenCount ?? 0), (int)(usage.ReasoningTokenCount ?? 0));
}
