using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Datasets.Export;

/// <summary>
/// Keeps a CSV cell from being run as a formula when a spreadsheet opens it: a text that starts like one gets an apostrophe in front,
/// which import takes off again. Apostrophes that already stand before such a sign get one more, so every text survives the round trip.
/// Plain numbers are left alone.
/// </summary>
public static partial class SpreadsheetText
{
    public static string Guard(string cell) => Formula().IsMatch(cell) && !Number().IsMatch(cell) ? "'" + cell : cell;

    public static string Unguard(string cell) => cell.StartsWith('\'') && Formula().IsMatch(cell) ? cell[1..] : cell;

    [GeneratedRegex(@"^'*[=+\-@\t\r]", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"^[+-]\d+(\.\d+)?([eE][+-]?\d+)?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Number();
}
