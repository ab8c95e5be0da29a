using System.Globalization;
using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>A JSON value as the text that JavaScript's <c>String()</c> makes of it, because promptfoo compares that.</summary>
internal static class JsonText
{
    // From here on JavaScript writes numbers with an exponent; below, a double holds each whole number's digits.
    private const double FirstWithExponent = 1e21;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    private static string Number(JsonElement value)
    {
        if (value.TryGetInt64(out var whole))
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        var number = value.GetDouble();
        return Math.Abs(number) is >= 1e-6 and < FirstWithExponent
            ? ((decimal)number is var exact && (double)exact == number ? exact.ToString("0.#############################", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture))
            : number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
    }
}
