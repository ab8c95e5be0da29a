using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Gates;

/// <summary>One rule while it is typed: the limit in the unit that people say it in, per cent for rates, and text until it is sent.</summary>
public sealed class RuleInput
{
    public GateMeasure Measure { get; set; }

    public GateComparison Comparison { get; set; }

    public string Limit { get; set; } = "";

    public string Metric { get; set; } = "";

    public bool OnBound { get; set; }

    public string Unit => Measure switch
    {
        GateMeasure.PassRate or GateMeasure.ErrorRate => IsRelative ? "points" : "%",
        GateMeasure.MeanScore or GateMeasure.Metric => "of 1",
        GateMeasure.LatencyP50 or GateMeasure.LatencyP95 => "ms",
        GateMeasure.CostPer1000 => "US dollars",
    };

    public bool IsRelative => Comparison is GateComparison.NotWorseThanLive or GateComparison.NotWorseThanBaseline;

    private decimal Scale => Measure is GateMeasure.PassRate or GateMeasure.ErrorRate ? 100 : 1;

    public static RuleInput Of(GateRule rule)
    {
        var input = new RuleInput { Measure = rule.Measure, Comparison = rule.Comparison, Metric = rule.Metric ?? "", OnBound = rule.OnBound };
        input.Limit = Math.Round((decimal)rule.Limit * input.Scale, 10).ToString("0.##########", CultureInfo.InvariantCulture);
        return input;
    }

    /// <summary>All rules, or every limit that is no number.</summary>
    public static Result<IReadOnlyList<GateRule>> Read(IReadOnlyList<RuleInput> inputs)
    {
        List<ErrorDetail> faults = [];
        List<GateRule> rules = [];
        foreach (var (index, input) in inputs.Index())
        {
            if (TypedNumber.TryRead(input.Limit, out decimal limit))
                rules.Add(new GateRule(input.Measure, input.Comparison, (double)(limit / input.Scale), input.Metric, input.OnBound));
            else
                faults.Add(new ErrorDetail($"rule {index + 1}", input.Limit.Trim() is { Length: > 0 } text ? $"'{text}' is not a number; write it as 88 or 0.5" : "has no limit yet"));
        }

        return faults.Count == 0
            ? rules
            : Error.Invalid("gates.invalid", faults.Count == 1 ? $"{faults[0].Where}: {faults[0].Reason}" : $"{faults.Count} rules need attention", faults);
    }
}
