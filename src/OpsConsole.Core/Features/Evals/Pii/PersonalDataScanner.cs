using System.Net;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Evals.Pii;

/// <summary>Finds e-mail addresses, phone numbers, IBANs, payment cards, US social security numbers and IP addresses, in linear time. What has a check digit must agree with it.</summary>
internal static partial class PersonalDataScanner
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    public static IReadOnlyList<PersonalData> Find(string text, IReadOnlySet<PersonalDataKind> kinds)
    {
        // The sure kinds first: the digits of a card are no phone number.
        var found = new List<PersonalData>();
        Add(found, kinds, PersonalDataKind.Email, Email(), text, _ => true);
        Add(found, kinds, PersonalDataKind.Iban, Iban(), text, value => CheckDigits.IsIban(value));
        Add(found, kinds, PersonalDataKind.Ip, Ip(), text, IsAddress);
        Add(found, kinds, PersonalDataKind.Card, Card(), text, IsCard);
        Add(found, kinds, PersonalDataKind.Ssn, Ssn(), text, IsSsn);
        Add(found, kinds, PersonalDataKind.Phone, Phone(), text, IsPhone);
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    private static void Add(List<PersonalData> found, IReadOnlySet<PersonalDataKind> kinds, PersonalDataKind kind, Regex pattern, string text, Func<string, bool> holds)
    {
        if (!kinds.Contains(kind))
        {
            return;
        }

        var known = found.Count;
        foreach (var match in pattern.EnumerateMatches(text))
        {
            var overlaps = false;
            for (var i = 0; i < known && !overlaps; i++)
            {
                overlaps = found[i].Start < match.Index + match.Length && match.Index < found[i].Start + found[i].Length;
            }

            if (!overlaps && !Touches(text, match) && holds(text.Substring(match.Index, match.Length)))
            {
                found.Add(new PersonalData(kind, match.Index, match.Length));
            }
        }
    }

    /// <summary>Part of a longer word or number: an article number with letters, a decimal, a date of more digits.</summary>
    private static bool Touches(string text, ValueMatch match)
    {
        var end = match.Index + match.Length;
        return (match.Index > 0 && (char.IsLetterOrDigit(text[match.Index - 1]) || text[match.Index - 1] is '_' or '/' or '='))
            || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            || (end + 1 < text.Length && text[end] is '-' or '.' && char.IsDigit(text[end + 1]));
    }

    private static bool IsAddress(string value) =>
        IPAddress.TryParse(value, out var address) && !IPAddress.IsLoopback(address) && value is not ("0.0.0.0" or "::" or "255.255.255.255");

    private static bool IsCard(string value)
    {
        var digits = Digits(value);
        return digits.Length is >= 12 and <= 19 && digits[0] is not '0' and not '7' and not '8' and not '9' && CheckDigits.IsLuhn(digits);
    }

    /// <summary>The Social Security Administration has never given out area 000 or 666, group 00 and serial 0000; 9… are tax numbers of the same form.</summary>
    private static bool IsSsn(string value)
    {
        var digits = Digits(value);
        return digits.Length == 9 && !digits.StartsWith("000", StringComparison.Ordinal) && !digits.StartsWith("666", StringComparison.Ordinal) && digits[3..5] != "00" && digits[5..] != "0000";
    }

    private static bool IsPhone(string value)
    {
        var digits = Digits(value);
        if (digits.Length is < 7 or > 15 || DateOrAmount().IsMatch(value) || SsnForm().IsMatch(value) || digits.Distinct().Count() == 1)
        {
            return false;
        }

        // Digits alone are a number of anything, unless they have a trunk zero, a plus sign or the length of a national number.
        var isPlain = digits.Length == value.Length;
        return !isPlain || (value[0] == '0' ? digits.Length >= 9 : digits.Length == 10);
    }

    private static string Digits(string value) => string.Concat(value.TakeWhile(c => c is not ('x' or 'X')).Where(char.IsAsciiDigit));

    [GeneratedRegex(@"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}", Options)]
    private static partial Regex Email();

    [GeneratedRegex(@"[A-Za-z]{2}[0-9]{2}( ?[A-Za-z0-9]{4}){2,7}( ?[A-Za-z0-9]{1,3})?", Options)]
    private static partial Regex Iban();

    [GeneratedRegex(@"([0-9]{1,3}\.){3}[0-9]{1,3}|([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}", Options)]
    private static partial Regex Ip();

    [GeneratedRegex(@"[0-9]([ -]?[0-9]){11,18}", Options)]
    private static partial Regex Card();

    [GeneratedRegex(@"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}", Options)]
    private static partial Regex Ssn();

    [GeneratedRegex(@"\A[0-9]{3,4}-[0-9]{2}-[0-9]{4}\z", Options)]
    private static partial Regex SsnForm();

    [GeneratedRegex(@"(\+[0-9]{1,3}[ .-]?)?(\([0-9]{1,4}\)[ .-]?)?[0-9]{1,5}([ .-]?[0-9]{1,5}){1,6}([xX][0-9]{1,6})?", Options)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A([0-9]{4}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2}([ T][0-9]{1,2})?|[0-9]{4,5} [0-9]{2,4}|[0-9]{5}-[0-9]{3,4}|[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{4}|[12][0-9]{3} ?- ?[12][0-9]{3}|[0-9]{1,3}(\.[0-9]{3})+|[0-9]+\.[0-9]+)\z", Options)]
    private static partial Regex DateOrAmount();
}
