using System.Text;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>Names and keys out of whatever another tool calls its things.</summary>
internal static class ImportText
{
    /// <summary>One line of at most so many characters.</summary>
    public static string Cut(string text, int most)
    {
        var line = string.Join(' ', text[..Math.Min(text.Length, 4 * most)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
            return line;

        // Never between the two halves of one character.
        var end = most - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>Lower-case letters and digits with hyphens between, and a hash, so that different names have different keys.</summary>
    public static string Key(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Take(200))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var whole = slug.ToString().Trim('-');
        return $"{whole[..Math.Min(whole.Length, 40)].Trim('-')}-{ContentHash.Of(text)[..8]}".TrimStart('-');
    }

    /// <summary>As another tool wrote it where it fits.</summary>
    public static string Exact(string text, int most) => text.Length <= most ? text : Key(text);
}
