namespace OpsConsole.Web.Features.Prompts;

/// <summary>The folders that the slashes of a key make.</summary>
internal static class PromptKeys
{
    public static IEnumerable<(string Name, string Path)> Folders(string key)
    {
        for (var slash = key.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = key.IndexOf('/', slash + 1))
        {
            var path = key[..slash];
            yield return (Leaf(path), path);
        }
    }

    public static string Leaf(string key) => key[(key.LastIndexOf('/') + 1)..];
}
