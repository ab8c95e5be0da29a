using System.Globalization;
using System.Text;

namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>A dot for each candidate, with its name beside it.</summary>
internal static class ScatterPicture
{
    private const int Width = 720;
    private const int Height = 320;
    private const int Left = 64;
    private const int Right = 200;
    private const int Top = 12;
    private const int Bottom = 48;
    private const int Ticks = 4;

    public static string Draw(ScatterChart chart)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlReport.Encode(chart.Caption)}\">");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var (across, up) = (At(chart.X, tick), At(chart.Y, tick));
            var (x, y) = (X(chart.X, across), Y(chart.Y, up));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text class=\"t\" x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{HtmlReport.Encode(chart.Y.Text(up))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"{x:0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{HtmlReport.Encode(chart.X.Text(across))}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{HtmlReport.Encode(chart.XTitle)}</text><text class=\"t\" x=\"0\" y=\"{Top}\">{HtmlReport.Encode(chart.YTitle)}</text>");
        foreach (var point in chart.Points)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"p\" cx=\"{X(chart.X, point.X):0.#}\" cy=\"{Y(chart.Y, point.Y):0.#}\" r=\"5\"/><text x=\"{X(chart.X, point.X) + 9:0.#}\" y=\"{Y(chart.Y, point.Y) + 4:0.#}\">{HtmlReport.Encode(IntervalPicture.Short(point.Name))}</text>");
        return svg.Append("</svg>").ToString();
    }

    private static double At(ChartScale scale, int tick) => scale.From + ((scale.To - scale.From) * tick / Ticks);

    private static double X(ChartScale scale, double value) => Left + ((Width - Right - Left) * Share(scale, value));

    private static double Y(ChartScale scale, double value) => Height - Bottom - ((Height - Bottom - Top - 12) * Share(scale, value));

    private static double Share(ChartScale scale, double value) => scale.To > scale.From ? Math.Clamp((value - scale.From) / (scale.To - scale.From), 0, 1) : 0;
}
