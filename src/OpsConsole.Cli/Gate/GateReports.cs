using System.Text;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Cli.Prompts;

namespace OpsConsole.Cli.Gate;

/// <summary>The files that are written at the end, opened at the start: whole or not at all.</summary>
internal sealed class GateReports(OutputFile? junit, OutputFile? markdown) : IDisposable
{
    public static GateReports Open(GateRequest request) => new(Open(request.JUnit), Open(request.Markdown));

    public async Task WriteAsync(RunAnswer run, GateAnswer gate)
    {
        if (junit is not null)
        {
            GateJUnit.Write(junit.Stream, run, gate);
            junit.Commit();
        }

        if (markdown is not null)
        {
            await markdown.Stream.WriteAsync(Encoding.UTF8.GetBytes(GateMarkdown.Write(run, gate)));
            markdown.Commit();
        }
    }

    public void Dispose()
    {
        junit?.Dispose();
        markdown?.Dispose();
    }

    private static OutputFile? Open(string? path)
    {
        try
        {
            return path is null ? null : OutputFile.Open(Path.GetFullPath(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFault($"{path} cannot be written: {fault.Message}");
        }
    }
}
