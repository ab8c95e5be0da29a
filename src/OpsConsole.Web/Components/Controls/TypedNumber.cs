using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsConsole.Web.Components.Controls;

/// <summary>
/// Reads a number as people type it: 1200, 1,200 or 0.5. A comma counts only where it sets groups of three apart; the framework takes it anywhere, and
/// would read "0,5" as 5.
/// </summary>
public static partial class TypedNumber
{
    public static bool TryRead(string text, out decimal number)
    {
        text = text.Trim();
        return decimal.TryParse(Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    public static bool TryRead(string text, out int number)
    {
        var whole = TryRead(text, out decimal read) && decimal.IsInteger(read) && read is >= int.MinValue and <= int.MaxValue;
        number = whole ? (int)read : 0;
        return whole;
    }

    [GeneratedRegex(@"^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Grouped();
}
