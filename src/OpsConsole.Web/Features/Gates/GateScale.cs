using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Gates;

/// <summary>How one rule is drawn. Rules measure different things, so each has a scale of its own: wide enough for the interval and the limit.</summary>
/// <param name="Limit">Where the dashed mark stands.</param>
/// <param name="Origin">No difference from what it is compared with; null for an absolute rule.</param>
internal sealed record GateScale(double Min, double Max, double Limit, double? Origin)
{
    private const double Margin = 0.2;

    public static GateScale Of(RuleResult result)
    {
        var rule = result.Rule;
        var relative = GateRules.IsRelative(rule);
        var limit = relative && !GateRules.LessIsBetter(rule.Measure) ? -rule.Limit : rule.Limit;
        double?[] shown = [result.Measured, result.Low, result.High, limit, relative ? 0 : null];
        var (low, high) = (shown.Min()!.Value, shown.Max()!.Value);
        var margin = high > low ? (high - low) * Margin : Math.Max(Math.Abs(high), 1e-3) * Margin;
        return new GateScale(low - margin, high + margin, limit, relative ? 0 : null);
    }
}
