using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OpsConsole.Cli.Prompts;

/// <summary>The API of a console, spoken to with a key from the environment.</summary>
internal sealed class ConsoleServer : IDisposable
{
    public const string AddressVariable = "OPSCONSOLE_SERVER";
    public const string KeyVariable = "OPSCONSOLE_API_KEY";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;

    private ConsoleServer(Uri address, string key)
    {
        // A key is for this address alone: a redirect is an answer, not a place to go.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address, "/api/v1/"), Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Runs a command against the server; what the user or the server did wrong is told in words and gives 1.</summary>
    public static async Task<int> UseAsync(ParseResult parsed, string? address, Func<ConsoleServer, InvocationConfiguration, Task<int>> run)
    {
        var console = parsed.InvocationConfiguration;
        try
        {
            using var server = Open(address ?? Environment.GetEnvironmentVariable(AddressVariable), Environment.GetEnvironmentVariable(KeyVariable));
            return await run(server, console);
        }
        catch (CommandFault fault)
        {
            await console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>The body of a success; a refusal is told with its code and every place that it names.</summary>
    public async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? body : throw Refusal((int)response.StatusCode, body);
        }
        catch (HttpRequestException fault)
        {
            throw new CommandFault($"{_http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer: {fault.Message}", CommandFault.Unreachable);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFault($"{_http.BaseAddress!.GetLeftPart(UriPartial.Authority)} did not answer within {Patience.TotalSeconds:0} seconds.", CommandFault.Unreachable);
        }
    }

    public void Dispose() => _http.Dispose();

    private static ConsoleServer Open(string? address, string? key)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new CommandFault(address is null ? $"Name the console: --server URL, or {AddressVariable}." : $"'{address}' is no address of a console; it begins with https://.");
        if (string.IsNullOrWhiteSpace(key))
            throw new CommandFault($"Put an API key into {KeyVariable}.");
        return new ConsoleServer(uri, key.Trim());
    }

    private static CommandFault Refusal(int status, string body)
    {
        try
        {
            var problem = JsonElement.Parse(body);
            var lines = new List<string> { $"{Text(problem, "detail")} ({Text(problem, "code")})" };
            if (problem.TryGetProperty("errors", out var errors))
                lines.AddRange(errors.EnumerateArray().Select(error => $"  {Text(error, "where")}: {Text(error, "reason")}"));
            return new CommandFault(string.Join(Environment.NewLine, lines), Text(problem, "code"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new CommandFault($"The server answered {status}, and not as a console does. Is the address right?", status is 502 or 503 or 504 ? CommandFault.Unreachable : null);
        }
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}

/// <summary>Why a command cannot go on, in words for whoever typed it.</summary>
/// <param name="code">The server's code for it; null where the fault is not the server's.</param>
internal sealed class CommandFault(string message, string? code = null) : Exception(message)
{
    /// <summary>Nobody answered, or somebody on the way: it may be otherwise in a moment.</summary>
    public const string Unreachable = "unreachable";

    public string? Code => code;
}
