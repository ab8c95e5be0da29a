namespace OpsConsole.Core.Features.Evals.Pii;

/// <summary>The check digits of card numbers (ISO/IEC 7812, Luhn) and of IBANs (ISO 13616, modulo 97).</summary>
internal static class CheckDigits
{
    public static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }

        return sum % 10 == 0 && digits.AsSpan().IndexOfAnyExcept('0') >= 0;
    }

    public static bool IsIban(string text)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (compact.Length is < 15 or > 34)
        {
            return false;
        }

        var rest = 0;
        foreach (var c in compact[4..] + compact[..4])
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest == 1;
    }
}
