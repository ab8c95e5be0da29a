using OpsConsole.Core.Common;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>The files that were asked for, opened before the first call: each takes the results of one evaluation, or of several one after the other.</summary>
internal sealed class OutputFiles : IDisposable
{
    private static readonly Dictionary<string, Func<Stream, bool, IResultWriter>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = (stream, several) => several ? new SeveralJson(stream) : new JsonResults(stream),
        [".jsonl"] = (stream, several) => new JsonLines(stream, several),
        [".ndjson"] = (stream, several) => new JsonLines(stream, several),
        [".csv"] = (stream, several) => new CsvResults(stream, several),
        [".html"] = (stream, several) => new HtmlResults(stream, several),
        [".xml"] = (stream, several) => new JUnitResults(stream, several),
    };

    private readonly List<(OutputFile File, IResultWriter Writer)> _files = [];

    public Error? Fault { get; private set; }

    public IEnumerable<IResultWriter> Writers => _files.Select(file => file.Writer);

    /// <param name="several">Evaluations follow each other in one file.</param>
    public static OutputFiles Open(IEnumerable<string> paths, bool several = false)
    {
        var outputs = new OutputFiles();
        foreach (var path in paths.Select(Path.GetFullPath).Distinct())
        {
            if (!Formats.TryGetValue(Path.GetExtension(path), out var format))
            {
                outputs.Fault ??= Error.Invalid("eval.output-format", $"{path}: results are written as {string.Join(", ", Formats.Keys)}.");
                continue;
            }

            try
            {
                var file = OutputFile.Open(path);
                outputs._files.Add((file, format(file.Stream, several)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                outputs.Fault ??= Error.Invalid("eval.output-path", $"{path} cannot be written: {fault.Message}");
            }
        }

        return outputs;
    }

    public void Missing(string config, string error) => _files.ForEach(file => file.Writer.Missing(config, error));

    /// <summary>Ends the files and puts them in their places.</summary>
    public void Complete()
    {
        while (_files is [var (file, writer), ..])
        {
            writer.Complete();
            _files.RemoveAt(0);
            using (file)
            {
                writer.Dispose();
                file.Commit();
            }
        }
    }

    public void Dispose() => _files.ForEach(file =>
    {
        file.Writer.Dispose();
        file.File.Dispose();
    });
}
