using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpsConsole.Core.Ai.Calls;
using OpsConsole.Core.Ai.Http;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Ai.Providers;
using OpsConsole.Core.Ai.Secrets;

namespace OpsConsole.Core.Ai;

/// <summary>The one way to a model: builds and keeps the clients, waits for a turn, retries, and turns every failure into a <see cref="CallError"/>. Thread-safe, one for each process.</summary>
public sealed partial class ModelGateway(
    ISecretResolver secrets, IHttpMessageHandlerFactory handlers, ProviderMonitor monitor, TimeProvider clock, ILogger<ModelGateway> log)
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ProviderEndpoint, (EndpointLine Line, EndpointClients Clients)> _endpoints = new();

    /// <summary>Asks a model once, over as many attempts as the endpoint allows. Only the caller's own cancellation is thrown.</summary>
    /// <param name="answerSchema">The JSON Schema that the answer is to match, asked for where the provider can; whoever asks still has to check the answer.</param>
    public Task<ModelCallResult> CallAsync(
        ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, CancellationToken cancellationToken, JsonElement? answerSchema = null) =>
        AskAsync(endpoint, model, messages, parameters, answerSchema is null ? CallExtras.None : new CallExtras { AnswerSchema = answerSchema }, null, cancellationToken);

    /// <summary>As the other, with tools that the model may ask for, or with log probabilities.</summary>
    public Task<ModelCallResult> CallAsync(
        ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, CallExtras extras, CancellationToken cancellationToken) =>
        AskAsync(endpoint, model, messages, parameters, extras, null, cancellationToken);

    /// <summary>
    /// As a call, and hands over each piece of the answer as it arrives, under the same limits. Once text has come an attempt is not
    /// repeated, because it would say everything again; what came before an error stays with the caller.
    /// </summary>
    /// <param name="onText">Called one at a time, from any thread; must be quick and must not throw.</param>
    public Task<ModelCallResult> StreamAsync(
        ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, Action<string> onText, CancellationToken cancellationToken) =>
        AskAsync(endpoint, model, messages, parameters, CallExtras.None, onText, cancellationToken);

    private async Task<ModelCallResult> AskAsync(
        ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, CallExtras extras, Action<string>? onText, CancellationToken cancellationToken)
    {
        try
        {
            var (line, call) = Prepare(endpoint, model, messages, parameters, extras, onText);
            if (endpoint.Kind is ProviderKind.Builtin or ProviderKind.Echo)
                return (await line.ProbeAsync(call, cancellationToken)).Result;
            return await line.CallAsync(call, cancellationToken);
        }
        catch (ProviderFault fault)
        {
            return new ModelCallResult { Error = fault.Error, Attempts = 0 };
        }
    }

    /// <summary>A vector for each text, under the same limits, retries and errors as a call. Only the caller's own cancellation is thrown.</summary>
    public async Task<EmbeddingResult> EmbedAsync(ProviderEndpoint endpoint, string model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0 || texts.Any(string.IsNullOrWhiteSpace))
            return new EmbeddingResult([], new CallError("bad-request", "There is nothing to embed: a text is empty."), TokenUsage.None, TimeSpan.Zero, 0);
        try
        {
            var (line, call) = PrepareEmbedding(endpoint, model, texts);
            var result = endpoint.Kind == ProviderKind.Builtin ? (await line.ProbeAsync(call, cancellationToken)).Result : await line.CallAsync(call, cancellationToken);
            return new EmbeddingResult(result.Error is null ? call.Vectors : [], result.Error, result.Usage, result.Latency, result.Attempts);
        }
        catch (ProviderFault fault)
        {
            return new EmbeddingResult([], fault.Error, TokenUsage.None, TimeSpan.Zero, 0);
        }
    }

    /// <summary>Tests a connection with one tiny call: no retry, no queue.</summary>
    /// <param name="embeds">Asks for the embedding of a word instead of an answer.</param>
    public async Task<ProbeResult> ProbeAsync(ProviderEndpoint endpoint, string model, bool embeds, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var limit = endpoint.Timeout < LongestProbe ? endpoint.Timeout : LongestProbe;
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var (line, call) = embeds ? PrepareEmbedding(endpoint, model, ["ok"])
                : Prepare(endpoint, model, [new ChatTurn("user", "Reply with the word: ok")], new ModelParameters { MaxOutputTokens = 16 }, CallExtras.None);
            var result = (await line.ProbeAsync(call, either.Token)).Result;
            return result.Error is { } error ? Failed(error.Message) : new ProbeResult(true, $"{endpoint.Key} {(embeds ? "embeds" : "answers")} as {result.ModelReturned ?? model}.", result.Latency);
        }
        catch (ProviderFault fault)
        {
            return Failed(fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"{endpoint.Key} did not answer within {limit.TotalSeconds:0.###} s.");
        }

        ProbeResult Failed(string message) => new(false, message, clock.GetElapsedTime(started));
    }

    private (EndpointLine Line, Call Call) Prepare(
        ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, CallExtras extras, Action<string>? onText = null)
    {
        var request = ChatRequest.From(endpoint, messages, parameters, extras);
        var (line, clients) = _endpoints.GetOrAdd(endpoint, Open);
        return (line, new ChatCall(clients.Get(model), model, request, clock, onText));
    }

    private (EndpointLine Line, EmbeddingCall Call) PrepareEmbedding(ProviderEndpoint endpoint, string model, IReadOnlyList<string> texts)
    {
        var (line, clients) = _endpoints.GetOrAdd(endpoint, Open);
        return (line, new EmbeddingCall(clients.GetEmbedder(model), model, texts, clock));
    }

    private (EndpointLine Line, EndpointClients Clients) Open(ProviderEndpoint endpoint) =>
        (new EndpointLine(endpoint, monitor.Of(endpoint.Key), clock, (retry, error) => LogRetry(endpoint.Key, retry.Model, retry.Reason, error.HttpStatus, retry.Attempt, retry.Of, retry.DueUtc)),
         new EndpointClients(endpoint, secrets, handlers, clock));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} {Model} failed with {Code} (HTTP {Status}); attempt {Attempt} of {Of} is due at {DueUtc:O}")]
    private partial void LogRetry(string endpoint, string model, string code, int? status, int attempt, int of, DateTime dueUtc);
}
