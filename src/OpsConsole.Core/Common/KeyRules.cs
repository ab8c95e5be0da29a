using System.Text.RegularExpressions;

namespace OpsConsole.Core.Common;

/// <summary>What a key may look like: it stands in addresses, files and pipelines, so it is a lower-case slug.</summary>
public static partial class KeyRules
{
    public const int MaxLength = 120;

    /// <summary>Why the key is not one, or null. <paramref name="folders"/> allows slashes between the parts.</summary>
    public static string? Fault(string key, bool folders = false)
    {
        if (key.Length is 0 or > MaxLength)
            return $"a key has 1 to {MaxLength} characters";
        if (key == "new")
            return "'new' is the address of the page that makes one; choose another key";
        return folders
            ? Folders().IsMatch(key) ? null : "use lower-case letters, digits, '-', '_' and '.', and '/' between folders"
            : Slug().IsMatch(key) ? null : "use lower-case letters, digits, '-', '_' and '.', starting with a letter or a digit";
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\z")]
    private static partial Regex Folders();
}
