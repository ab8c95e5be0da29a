using System.Globalization;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>A version as pipelines name it: <c>support/answer@7</c>.</summary>
public sealed record VersionName(string Key, int Number)
{
    /// <summary>Null where the text is no such name.</summary>
    public static VersionName? Parse(string text) =>
        text.LastIndexOf('@') is > 0 and var at
        && int.TryParse(text.AsSpan(at + 1).TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new VersionName(text[..at], number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}@{Number}");
}
