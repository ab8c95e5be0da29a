namespace OpsConsole.Tests.Shared;

/// <summary>The files of the repository that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OpsConsole.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests run outside the repository: OpsConsole.sln is in no parent folder.");
    }
}
