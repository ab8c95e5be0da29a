using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;

namespace OpsConsole.Cli.Prompts;

/// <summary><c>opsconsole prompt submit</c>: asks for a review and a release. There is no command that decides.</summary>
internal sealed class PromptSubmit(ConsoleServer server, InvocationConfiguration console)
{
    public async Task<int> RunAsync(string key, int version, string? label, string? note, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "releases") { Content = JsonContent.Create(new { prompt = key, version, label, note }) };
        var answer = JsonElement.Parse(await server.SendAsync(request, cancellationToken));
        await console.Output.WriteLineAsync($"{answer.GetProperty("id").GetString()} asks for {key} v{version}; people decide on it now.");
        return 0;
    }
}
