using System.Globalization;

namespace OpsConsole.Client;

/// <summary>Which prompt is asked for.</summary>
internal readonly record struct PromptAddress(string Key, string? Label, int? Version, string? Subject)
{
    /// <summary>Relative to the server's address.</summary>
    public string Path
    {
        get
        {
            var which = Version is { } number ? string.Create(CultureInfo.InvariantCulture, $"version={number}") : $"label={Uri.EscapeDataString(Label ?? "production")}";
            var whom = Subject is null ? "" : $"&subject={Uri.EscapeDataString(Subject)}";
            return $"api/v1/prompts/{string.Join('/', Key.Split('/').Select(Uri.EscapeDataString))}?{which}{whom}";
        }
    }
}
