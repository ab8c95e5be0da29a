using System.Globalization;

namespace OpsConsole.Core.Features.Playground;

/// <summary>What people call a trial: <c>TRY-0012</c>.</summary>
public static class TrialKey
{
    private const string Start = "TRY-";

    public static string Of(int id) => string.Create(CultureInfo.InvariantCulture, $"{Start}{id:0000}");

    /// <summary>The id behind <c>TRY-0012</c> or <c>12</c>; null when the text is neither.</summary>
    public static int? Parse(string text) =>
        int.TryParse(text.StartsWith(Start, StringComparison.OrdinalIgnoreCase) ? text[Start.Length..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
