using System.CommandLine;
using System.Net.Http.Headers;
using OpsConsole.Core.Features.Prompts.Files;

namespace OpsConsole.Cli.Prompts;

/// <summary><c>opsconsole prompt pull</c>.</summary>
internal sealed class PromptPull(ConsoleServer server, InvocationConfiguration console)
{
    public async Task<int> RunAsync(string key, string version, string? path, CancellationToken cancellationToken)
    {
        var format = path is null ? PromptFileFormat.Yaml : PromptFile.FormatOf(path) ?? throw new CommandFault($"'{path}' must end in .yaml, .yml or .json.");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"prompts/{Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)}/versions/{Uri.EscapeDataString(version)}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(format == PromptFileFormat.Yaml ? "application/yaml" : "application/json"));
        var text = await server.SendAsync(request, cancellationToken);

        // What is no prompt is not written: a file that was there stays.
        var read = PromptFileReader.Read(text, format);
        if (!read.IsOk && read.Error.Details is not { Count: > 0 })
            throw new CommandFault(read.Error.Message);
        if (path is null)
        {
            await console.Output.WriteAsync(text);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFault($"{path} cannot be written: {fault.Message}");
        }

        await console.Error.WriteLineAsync(read.IsOk ? $"{key} v{read.Value.Number} written to {path}." : $"{key} written to {path}; what it says is not without fault: {read.Error.Message}");
        return 0;
    }
}
