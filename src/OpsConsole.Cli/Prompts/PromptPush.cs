using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpsConsole.Core.Features.Prompts.Files;

namespace OpsConsole.Cli.Prompts;

/// <summary><c>opsconsole prompt push</c>: reads the file here first, so that every fault is told with its line before anything is sent.</summary>
internal sealed class PromptPush(ConsoleServer server, InvocationConfiguration console)
{
    public async Task<int> RunAsync(string path, string? note, CancellationToken cancellationToken)
    {
        var file = Read(path);
        if (file.Key is not { } key)
            throw new CommandFault($"{path}: key is missing: name the prompt, for example key: support/answer.");
        file = file with { ChangeNote = note ?? file.ChangeNote };

        using var request = new HttpRequestMessage(HttpMethod.Post, $"prompts/{Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)}/versions")
        {
            Content = new StringContent(PromptFileWriter.Write(file, PromptFileFormat.Json), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };

        // Pushed again by a pipeline that repeats itself, the same content is the same draft.
        request.Headers.Add("Idempotency-Key", file.Content.Hash);
        var answer = JsonElement.Parse(await server.SendAsync(request, cancellationToken));
        var version = answer.GetProperty("version").GetInt32();
        await console.Output.WriteLineAsync(answer.GetProperty("created").GetBoolean() ? $"{key} v{version} is a new draft." : $"{key} v{version} already says exactly this.");
        return 0;
    }

    private static PromptFile Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFault($"{path} cannot be read: {fault.Message}");
        }

        var read = PromptFileReader.Read(text, PromptFile.FormatOf(path) ?? PromptFile.Guess(text));
        return read.IsOk
            ? read.Value
            : throw new CommandFault(string.Join(Environment.NewLine, (read.Error.Details ?? []).Select(fault => $"{path}: {fault.Where}: {fault.Reason}").DefaultIfEmpty($"{path}: {read.Error.Message}")));
    }
}
