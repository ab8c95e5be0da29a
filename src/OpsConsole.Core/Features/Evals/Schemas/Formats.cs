using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>The values of <c>format</c>, checked and not merely noted, as promptfoo checks them.</summary>
internal static partial class Formats
{
    private static readonly Dictionary<string, Func<string, bool>> All = new(StringComparer.Ordinal)
    {
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = IsTime,
        ["date-time"] = text => text.Length > 11 && text[10] is 'T' or 't' or ' ' && All!["date"](text[..10]) && IsTime(text[11..]),
        ["duration"] = text => text.Length > 1 && Duration().IsMatch(text) && char.IsAsciiLetter(text[^1]) && text[^1] != 'T' && text != "P",
        ["email"] = text => Email().IsMatch(text),
        ["hostname"] = text => text.Length <= 253 && Host().IsMatch(text),
        ["ipv4"] = text => text.Count(c => c == '.') == 3 && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork,
        ["ipv6"] = text => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase) && !text.Contains(' ', StringComparison.Ordinal),
        ["uri-reference"] = text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) && !text.Contains(' ', StringComparison.Ordinal),
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["regex"] = text => SafeRegex.Compile(text).IsOk,
    };

    public static string Known => string.Join(", ", All.Keys);

    public static Func<string, bool>? Of(string format) => All.GetValueOrDefault(format);

    // RFC 3339: an offset is part of a time; 60 seconds only where a leap second can fall, which only the UTC day's end is.
    private static bool IsTime(string text)
    {
        if (Time().Match(text) is not { Success: true } match)
        {
            return false;
        }

        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var (hour, minute, second) = (Part("h"), Part("m"), Part("s"));
        var offset = (Part("oh") * 60 + Part("om")) * (match.Groups["sign"].Value == "-" ? -1 : 1);
        if (hour > 23 || minute > 59 || Part("oh") > 23 || Part("om") > 59)
        {
            return false;
        }

        return second < 60 || (second == 60 && (hour * 60 + minute - offset + 2880) % 1440 == 1439);
    }

    [GeneratedRegex(@"\A(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.[0-9]+)?([zZ]|(?<sign>[+-])(?<oh>[0-9]{2}):?(?<om>[0-9]{2}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\AP([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Host();
}
