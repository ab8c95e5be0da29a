namespace OpsConsole.Tests.Shared;

/// <summary>The public data beside the project, read in place.</summary>
public static class SharedData
{
    /// <summary>The path of a file under a <c>shared/data</c> folder beside or above the tests; null where there is none, and the test should skip.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
