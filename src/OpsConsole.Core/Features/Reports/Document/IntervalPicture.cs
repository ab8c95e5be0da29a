using System.Globalization;
using System.Text;

namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>Names at the left, a line for each interval and a dot for its value.</summary>
internal static class IntervalPicture
{
    private const int Width = 720;
    private const int Names = 220;
    private const int Margin = 24;
    private const int Row = 26;
    private const int Axis = 28;
    private const int Ticks = 4;

    public static string Draw(IntervalChart chart)
    {
        var (svg, height) = (new StringBuilder(), (chart.Marks.Count * Row) + Axis);
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{HtmlReport.Encode(chart.Caption)}\">");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = chart.Scale.From + ((chart.Scale.To - chart.Scale.From) * tick / Ticks);
            var x = X(chart.Scale, value);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"0\" y2=\"{height - Axis}\"/><text class=\"t\" x=\"{x:0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{HtmlReport.Encode(chart.Scale.Text(value))}</text>");
        }

        foreach (var (index, mark) in chart.Marks.Index())
        {
            var y = (index * Row) + (Row / 2);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 4}\">{HtmlReport.Encode(Short(mark.Name))}<title>{HtmlReport.Encode(mark.Name)}</title></text>");
            if (mark is { Low: { } low, High: { } high })
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"i\" x1=\"{X(chart.Scale, low):0.#}\" x2=\"{X(chart.Scale, high):0.#}\" y1=\"{y}\" y2=\"{y}\"/>");
            if (mark.Value is { } value)
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"p\" cx=\"{X(chart.Scale, value):0.#}\" cy=\"{y}\" r=\"4.5\"><title>{HtmlReport.Encode($"{mark.Name}: {chart.Scale.Text(value)}")}</title></circle>");
        }

        return svg.Append("</svg>").ToString();
    }

    internal static string Short(string name) => name.Length <= 32 ? name : $"{name.AsSpan(0, 31)}…";

    private static double X(ChartScale scale, double value) =>
        Names + ((Width - Names - Margin) * (scale.To > scale.From ? Math.Clamp((value - scale.From) / (scale.To - scale.From), 0, 1) : 0));
}
