using Microsoft.Extensions.Configuration.Json;

namespace OpsConsole.Web.Composition;

/// <summary>Finds the repository that the host runs from and reads its <c>appsettings.Development.json</c>.</summary>
public static class RepositorySettings
{
    private const string Solution = "OpsConsole.sln";
    private const string FileName = "appsettings.Development.json";

    /// <summary>
    /// <c>dotnet run</c> reads only the project's own folder. The source goes right after the last JSON source, so that
    /// environment variables and the command line still win. Development only: a published host is configured from outside.
    /// </summary>
    public static void AddRepositorySettings(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || FindRoot(builder.Environment.ContentRootPath) is not { } root)
            return;

        var sources = builder.Configuration.Sources;
        var last = sources.Select((source, index) => (source, index)).LastOrDefault(at => at.source is JsonConfigurationSource).index;
        var settings = new JsonConfigurationSource { Path = Path.Combine(root, FileName), Optional = true };
        settings.ResolveFileProvider();
        sources.Insert(Math.Min(last + 1, sources.Count), settings);
    }

    /// <summary>The folder for what the host writes while developing (<c>.data</c>): beside the solution, or beside the content where there is none.</summary>
    public static string DataFolder(this IHostEnvironment environment) =>
        Path.Combine(FindRoot(environment.ContentRootPath) ?? environment.ContentRootPath, ".data");

    private static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        return null;
    }
}
