namespace OpsConsole.Core.Tests;

/// <summary>Public test data beside the repository, read in place and never copied; a test that finds it absent skips.</summary>
internal static class SharedData
{
    public static string Path(string relative)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "OpsConsole.sln")))
        {
            root = root.Parent;
        }

        return System.IO.Path.GetFullPath(System.IO.Path.Combine(root?.FullName ?? ".", "..", "shared", "data", relative));
    }
}
