using System.Net;
using System.Net.Sockets;
using System.Text;
using OpsConsole.Core.Features.Prompts.Files;
using Xunit;

namespace OpsConsole.Cli.Tests;

/// <summary>The commands against a server that answers what the test says; the key stands in the environment of this process.</summary>
public sealed class PromptCommandTests : IDisposable
{
    private const string Key = "key-verysecret-0123456789";
    private const string Yaml = "format: opsconsole.prompt/1\nkey: support/answer\nversion: 7\nchangeNote: First\nmessages:\n  - role: user\n    content: Hi\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-prompt-").FullName;
    private readonly HttpListener _listener = new();
    private readonly string _address;
    private Func<HttpListenerRequest, string, (int Status, string Body)> _answer = (_, _) => (500, "");

    static PromptCommandTests() => Environment.SetEnvironmentVariable("OPSCONSOLE_API_KEY", Key);

    public PromptCommandTests()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(_address + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public void Dispose()
    {
        _listener.Close();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Pull_ALabelIntoAFile_AsksForItWithTheKeyAndWritesWhatCame()
    {
        string? asked = null;
        _answer = (request, _) =>
        {
            asked = $"{request.HttpMethod} {request.RawUrl} {request.Headers["Accept"]} {request.Headers["Authorization"]}";
            return (200, Yaml);
        };

        var (code, output, error) = await RunAsync("prompt", "pull", "support/answer", "--label", "production", "-o", PathOf("answer.yaml"), "--server", _address);

        Assert.Equal((0, "", $"GET /api/v1/prompts/support/answer/versions/production application/yaml Bearer {Key}"), (code, output, asked));
        Assert.Equal(Yaml, await File.ReadAllTextAsync(PathOf("answer.yaml"), TestContext.Current.CancellationToken));
        Assert.Contains("support/answer v7 written to", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_WithoutAFile_PrintsTheNewest()
    {
        _answer = (request, _) => request.RawUrl!.EndsWith("/versions/latest", StringComparison.Ordinal) ? (200, Yaml) : (404, "");

        Assert.Equal((0, Yaml, ""), await RunAsync("prompt", "pull", "support/answer", "--server", _address));
    }

    [Fact]
    public async Task Pull_OfWhatIsNotThere_TellsTheProblemAndLeavesTheFileAlone()
    {
        await File.WriteAllTextAsync(PathOf("kept.json"), "kept", TestContext.Current.CancellationToken);
        _answer = (_, _) => (404, """{"detail":"The prompt 'a' has no version 9.","code":"prompts.version-not-found"}""");

        var (code, _, error) = await RunAsync("prompt", "pull", "a", "--version", "9", "-o", PathOf("kept.json"), "--server", _address);

        Assert.Equal((1, "The prompt 'a' has no version 9. (prompts.version-not-found)"), (code, error.Trim()));
        Assert.Equal("kept", await File.ReadAllTextAsync(PathOf("kept.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Submit_ADraft_AsksForItsReleaseAndPrintsTheKey()
    {
        string? asked = null;
        _answer = (request, body) =>
        {
            asked = $"{request.HttpMethod} {request.RawUrl} {body}";
            return (201, """{"id":"REL-0007"}""");
        };

        var (code, output, _) = await RunAsync("prompt", "submit", "support/answer", "--version", "8", "--note", "Shorter", "--server", _address);

        Assert.Equal((0, "REL-0007 asks for support/answer v8; people decide on it now."), (code, output.Trim()));
        Assert.Equal("""POST /api/v1/releases {"prompt":"support/answer","version":8,"label":null,"note":"Shorter"}""", asked);
    }

    [Fact]
    public async Task Push_AFile_SendsItAsJsonWithItsHashAndTheNote()
    {
        await File.WriteAllTextAsync(PathOf("answer.yaml"), Yaml, TestContext.Current.CancellationToken);
        (string? Url, string? Idempotency, string Body) sent = default;
        _answer = (request, body) =>
        {
            sent = (request.RawUrl, request.Headers["Idempotency-Key"], body);
            return (201, """{"key":"support/answer","version":8,"contentHash":"x","created":true}""");
        };

        var (code, output, _) = await RunAsync("prompt", "push", PathOf("answer.yaml"), "--note", "From the pipeline", "--server", _address);

        Assert.Equal((0, "support/answer v8 is a new draft."), (code, output.Trim()));
        Assert.Equal("/api/v1/prompts/support/answer/versions", sent.Url);
        var read = PromptFileReader.Read(sent.Body!, PromptFileFormat.Json).Value;
        Assert.Equal(("From the pipeline", sent.Idempotency), (read.ChangeNote, read.Content.Hash));
    }

    [Fact]
    public async Task Push_Refused_NamesEveryPlace()
    {
        await File.WriteAllTextAsync(PathOf("answer.yaml"), Yaml, TestContext.Current.CancellationToken);
        _answer = (_, _) => (422, """{"detail":"2 faults","code":"prompts.bad-file","errors":[{"where":"model","reason":"unknown"},{"where":"tools","reason":"wrong"}]}""");

        var (code, _, error) = await RunAsync("prompt", "push", PathOf("answer.yaml"), "--server", _address);

        Assert.Equal(1, code);
        Assert.Equal(["2 faults (prompts.bad-file)", "model: unknown", "tools: wrong"], error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("messages:\n  - role: user\n", "line 2, column 5: messages[0].content is missing")]
    [InlineData("messages: [{role: user, content: hi}]\n", "key is missing")]
    public async Task Push_AFaultyFile_SendsNothing(string text, string expected)
    {
        await File.WriteAllTextAsync(PathOf("bad.yaml"), text, TestContext.Current.CancellationToken);
        var asked = 0;
        _answer = (_, _) => (200, $"{++asked}");

        var (code, _, error) = await RunAsync("prompt", "push", PathOf("bad.yaml"), "--server", _address);

        Assert.Equal((1, 0), (code, asked));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://console", "no address of a console")]
    [InlineData("http://127.0.0.1:1", "does not answer")]
    public async Task Server_ThatIsNone_IsToldInWordsWithoutTheKey(string server, string expected)
    {
        var (code, _, error) = await RunAsync("prompt", "pull", "a", "--server", server);

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatRedirects_IsNotFollowedWithTheKey()
    {
        var asked = new List<string?>();
        _answer = (request, _) =>
        {
            asked.Add(request.RawUrl);
            return (302, "");
        };

        Assert.Equal(1, (await RunAsync("prompt", "pull", "a", "--server", _address)).Code);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Pull_WithVersionAndLabel_IsRefused() =>
        Assert.Contains("not both", (await RunAsync("prompt", "pull", "a", "--version", "1", "--label", "x", "--server", _address)).Error, StringComparison.Ordinal);

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var (status, body) = _answer(context.Request, await reader.ReadToEndAsync());
            context.Response.StatusCode = status;
            if (status == 302)
                context.Response.RedirectLocation = $"{_address}/elsewhere";
            context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLineApp.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
