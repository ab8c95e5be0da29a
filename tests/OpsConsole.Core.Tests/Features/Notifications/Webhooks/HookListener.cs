using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

/// <summary>A webhook's target on a free loopback port, with the bytes and headers that reached it.</summary>
internal sealed class HookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private HookListener(WebApplication app) => _app = app;

    public sealed record Request(string Method, string Body, IReadOnlyDictionary<string, string> Headers);

    public int Port { get; private set; }

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Answers 204 by default. The token ends with the listener.</summary>
    public Func<HttpContext, CancellationToken, Task> Answer { get; set; } = static (context, _) =>
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    /// <summary>Done when a request has come in whole.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<HookListener> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var listener = new HookListener(app);
        app.Run(listener.ServeAsync);
        await app.StartAsync();
        listener.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return listener;
    }

    /// <summary>One status with a body.</summary>
    public void AnswerWith(int status, string body = "", string? location = null) => Answer = async (context, cancellation) =>
    {
        context.Response.StatusCode = status;
        if (location is not null)
            context.Response.Headers.Location = location;
        await context.Response.WriteAsync(body, cancellation);
    };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(_stopping.Token);
        Requests.Enqueue(new Request(context.Request.Method, body, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        Reached.TrySetResult();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        try
        {
            await Answer(context, either.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
