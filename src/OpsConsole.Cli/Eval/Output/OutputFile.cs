namespace OpsConsole.Cli.Eval.Output;

/// <summary>A file that appears whole or not at all: written beside its place and moved there at the end.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _committed;

    private OutputFile(string path, string temporary, FileStream stream) => (Path, _temporary, _stream) = (path, temporary, stream);

    public string Path { get; }

    public Stream Stream => _stream;

    /// <exception cref="IOException">The folder is missing, or the path is one.</exception>
    /// <exception cref="UnauthorizedAccessException">The place is not writable.</exception>
    public static OutputFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException("it is a folder");
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw new UnauthorizedAccessException("the file is read-only");
        var temporary = $"{path}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        return new OutputFile(path, temporary, new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024));
    }

    public void Commit()
    {
        _stream.Dispose();
        File.Move(_temporary, Path, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_committed)
            File.Delete(_temporary);
    }
}
