using System.Globalization;

namespace OpsConsole.Web.Components;

/// <summary>
/// Numbers of the address. The framework refuses the whole page where one cannot be read; a link that somebody broke shows the page as if it were not there.
/// </summary>
internal static class QueryNumber
{
    public static int? Whole(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
