namespace OpsConsole.Cli.Eval;

/// <summary>A file for what would not fit in memory. It holds prompts and answers: its user's alone, and gone with the process, however that ends.</summary>
internal static class TemporaryFile
{
    public static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 64 * 1024,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"opsconsole-{Guid.NewGuid():N}.tmp"), options);

        // Windows deletes it when the process is killed; elsewhere only a file without a name is sure to go.
        if (!OperatingSystem.IsWindows())
            File.Delete(file.Name);
        return file;
    }
}
