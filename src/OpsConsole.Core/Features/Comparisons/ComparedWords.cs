using System.Globalization;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>Figures and reasons in the sentences of a comparison.</summary>
internal static class ComparedWords
{
    public static string Cases(int count) => count == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases");

    /// <summary>Points with the typographic minus and, where asked, the plus.</summary>
    public static string Points(double share, bool signed = false)
    {
        var points = Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);
        var text = Math.Abs(points).ToString("0.0", CultureInfo.InvariantCulture);
        return points < 0 ? "−" + text : signed && points > 0 ? "+" + text : text;
    }

    public static string Margin(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + (share == 0.01 ? " point" : " points");

    public static string Dollars(decimal dollars) => (dollars < 0 ? "−$" : "$") + Math.Abs(dollars).ToString(Math.Abs(dollars) is 0 or >= 0.1m ? "N2" : "0.####", CultureInfo.InvariantCulture);

    public static string LeftOut(LeftOutCases entry, int baselineRun) => entry.Reason switch
    {
        LeftOutReason.OnlyInBaseline => $"{Cases(entry.Count)} of {Run.KeyOf(baselineRun)} {Is(entry.Count)} not in {Run.KeyOf(entry.RunId)}",
        LeftOutReason.NotInBaseline => $"{Cases(entry.Count)} of {Run.KeyOf(entry.RunId)} {Is(entry.Count)} not in {Run.KeyOf(baselineRun)}",
        LeftOutReason.ContentDiffers => $"{Cases(entry.Count)} {(entry.Count == 1 ? "asks or expects" : "ask or expect")} something else in {Run.KeyOf(entry.RunId)}",
    };

    private static string Is(int count) => count == 1 ? "is" : "are";
}
