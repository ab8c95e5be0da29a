using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace OpsConsole.Client.Tests;

/// <summary>Stands in for the server: answers what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly List<(string Path, string? IfNoneMatch, string? Authorization)> _asked = [];

    /// <summary>The text of the prompt; a new text is a new version.</summary>
    public string Text { get; set; } = "Hello {{ name }}";

    /// <summary>Null answers; otherwise this status, with this code where it is a refusal.</summary>
    public HttpStatusCode? Refuses { get; set; }

    public string Code { get; set; } = "prompts.not-found";

    public bool IsAway { get; set; }

    public bool NoStore { get; set; }

    /// <summary>Answers wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public IReadOnlyList<(string Path, string? IfNoneMatch, string? Authorization)> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public OpsConsolePrompts Client(TimeProvider clock, OpsConsolePromptsOptions? options = null) =>
        new(new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("https://ops.example/") }, options, clock);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_asked)
            _asked.Add((request.RequestUri!.PathAndQuery, request.Headers.IfNoneMatch.FirstOrDefault()?.Tag, request.Headers.Authorization?.ToString()));
        if (Gate is { } gate)
            await gate.Task.WaitAsync(cancellationToken);
        if (IsAway)
            throw new HttpRequestException("connection refused");
        if (Refuses is { } status)
            return new HttpResponseMessage(status) { Content = new StringContent($$"""{"code":"{{Code}}","detail":"no"}""", Encoding.UTF8, "application/problem+json") };

        var tag = $"\"{Text.GetHashCode(StringComparison.Ordinal):x}\"";
        if (request.Headers.IfNoneMatch.Any(held => held.Tag == tag))
            return new HttpResponseMessage(HttpStatusCode.NotModified);
        var body = System.Text.Json.JsonSerializer.Serialize(new
        {
            key = "support/answer",
            version = Text.Length,
            label = "production",
            contentHash = "h",
            type = "chat",
            messages = new[] { new { role = "system", content = Text } },
            variables = Array.Empty<object>(),
            tools = Array.Empty<object>(),
        });
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.ETag = NoStore ? null : new EntityTagHeaderValue(tag);
        response.Headers.CacheControl = new CacheControlHeaderValue { NoStore = NoStore };
        return response;
    }
}
