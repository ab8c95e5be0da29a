using System.Globalization;

namespace OpsConsole.Core.Statistics;

/// <summary>A comparison in a sentence that a product manager can repeat. Values in 0..1 are spoken of in points, hundredths of the whole.</summary>
public static class ComparisonWords
{
    public static string Of(Comparison comparison)
    {
        var cases = comparison.Cases == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{comparison.Cases:N0} cases");
        if (comparison.Cases < comparison.Rule.FewestCases || comparison.Interval is not { } interval)
        {
            return $"Too few cases to tell: {cases}, at least {comparison.Rule.FewestCases} are needed";
        }

        return comparison.Verdict switch
        {
            ComparisonVerdict.Better => $"Better by {Points(comparison.Difference)} points ({Points(interval.Low)} to {Points(interval.High)}), {cases}",
            ComparisonVerdict.Worse => $"Worse by {Points(-comparison.Difference)} points ({Points(-interval.High)} to {Points(-interval.Low)}), {cases}",
            ComparisonVerdict.NoEvidence => $"No evidence of a difference: {Signed(comparison.Difference)} points ({Signed(interval.Low)} to {Signed(interval.High)}), {cases}",
            ComparisonVerdict.TooFewCases =>
                $"Too few cases to tell: {Signed(comparison.Difference)} points ({Signed(interval.Low)} to {Signed(interval.High)}), {cases} reliably show differences from {Points(comparison.MinimumDetectable)} points up",
        };
    }

    private static string Points(double value) => Round(value).ToString("0.0", CultureInfo.InvariantCulture);

    // The typographic minus, as in the tables; a rounded zero has no sign.
    private static string Signed(double value) => Round(value) switch
    {
        0 => "0.0",
        < 0 and var points => "−" + (-points).ToString("0.0", CultureInfo.InvariantCulture),
        var points => "+" + points.ToString("0.0", CultureInfo.InvariantCulture),
    };

    private static double Round(double value) => Math.Round(value * 100, 1, MidpointRounding.AwayFromZero);
}
