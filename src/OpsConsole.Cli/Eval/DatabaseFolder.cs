namespace OpsConsole.Cli.Eval;

/// <summary>The folder of the database file: it holds prompts and answers, so a new one is its user's alone.</summary>
internal static class DatabaseFolder
{
    public static void Make(string databasePath)
    {
        var folder = Path.GetDirectoryName(databasePath)!;
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
