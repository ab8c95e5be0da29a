using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OpsConsole.Tests.Shared;

/// <summary>
/// A scripted model server on a free loopback port: OpenAI (and Azure) chat completions, Anthropic messages (<c>/v1/messages</c>), Ollama chat
/// (<c>/api/chat</c>), and the embeddings of OpenAI and Ollama. Lean enough to stand behind benchmarks.
/// </summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private int _requests;
    private int _inFlight;
    private int _mostInFlight;
    private int _disposed;

    private FakeModelServer(WebApplication app) => _app = app;

    /// <summary>Without <c>/v1</c> and without a final slash.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>Called for each request, from several threads at once; answers <c>ok</c> by default.</summary>
    public Func<FakeRequest, FakeReply> Script { get; set; } = static _ => FakeReply.Answer("ok");

    /// <summary>Waited before each answer.</summary>
    public TimeSpan Latency { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public FakeRequest? LastRequest { get; private set; }

    public static async Task<FakeModelServer> StartAsync(Func<FakeRequest, FakeReply>? script = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        var server = new FakeModelServer(app);
        if (script is not null)
            server.Script = script;
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.BaseUrl = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        // A request that hangs would keep the server from stopping.
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _requests);
        var inFlight = Interlocked.Increment(ref _inFlight);
        for (var most = _mostInFlight; inFlight > most && Interlocked.CompareExchange(ref _mostInFlight, inFlight, most) != most; most = _mostInFlight)
        {
        }

        try
        {
            var request = await ReadAsync(context, number);
            LastRequest = request;
            var reply = Script(request);
            if (Latency + reply.Latency is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, context.RequestAborted);
            await WriteAsync(context, request, reply);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static async Task<FakeRequest> ReadAsync(HttpContext context, int number)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var body = json.RootElement.Clone();
        var prompt = "";
        if (body.TryGetProperty("messages", out var messages) && messages.GetArrayLength() > 0 && messages[messages.GetArrayLength() - 1].TryGetProperty("content", out var content))
            prompt = content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
        var model = body.TryGetProperty("model", out var name) ? name.GetString()! : "";
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new FakeRequest(number, context.Request.Path.Value!, model, prompt, body, headers);
    }

    private async Task WriteAsync(HttpContext context, FakeRequest request, FakeReply reply)
    {
        if (reply.Failure == FakeReply.Fault.Hang)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }

        if (FakeStreams.Wanted(request, reply) && reply.Status == 200)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
            await FakeStreams.WriteAsync(context, request, reply, ended.Token);
            return;
        }

        var body = reply.RawBody is null ? FakeAnswers.Write(request, reply) : Encoding.UTF8.GetBytes(reply.RawBody);
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = body.Length;
        if (reply.RetryAfter is not null)
            response.Headers.RetryAfter = reply.RetryAfter;
        if (reply.Location is not null)
            response.Headers.Location = reply.Location;
        if (reply.Failure == FakeReply.Fault.CutOff)
        {
            await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            // The half must have left before the connection is dropped.
            await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
