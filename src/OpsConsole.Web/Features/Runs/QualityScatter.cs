using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Runs;

/// <summary>
/// Candidates as dots, the pass rate with its interval over what a thousand calls cost; where none of them costs anything, latency stands in for cost. What
/// the chart of a run and that of a comparison share.
/// </summary>
internal sealed class QualityScatter
{
    private readonly SpanAxis _axis;
    private readonly (double Low, double High) _rates;
    private readonly IReadOnlyList<TextPositionEnum> _labels;

    private QualityScatter(IReadOnlyList<Point> points, bool byCost)
    {
        (Points, ByCost) = (points, byCost);
        _axis = SpanAxis.Of(points[0].X, points[^1].X, apart: 20);
        _rates = Span(points.Min(point => point.Of.Rate.Low), points.Max(point => point.Of.Rate.High));
        _labels = PointLabels.Place([.. points.Select(point => new PointLabels.Mark(_axis.Share(point.X), Height(point.Of.Rate.Value), Height(point.Of.Rate.Low), Height(point.Of.Rate.High), point.Of.Name))]);
    }

    /// <param name="Slot">Of its colour.</param>
    /// <param name="Cost">US dollars for 1,000 calls.</param>
    public sealed record Candidate(string Name, int Slot, Estimate Rate, double? Cost, double? LatencyP50, double? LatencyP95);

    public sealed record Point(Candidate Of, double X);

    /// <summary>From the cheapest, or quickest, on.</summary>
    public IReadOnlyList<Point> Points { get; }

    public bool ByCost { get; }

    public IReadOnlyList<string> Head => ["Candidate", "Pass rate, %", "Low, %", "High, %", Across];

    /// <summary>What the horizontal axis says.</summary>
    public string Across => ByCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms";

    /// <summary>Null where nothing can be drawn.</summary>
    public static QualityScatter? Of(IReadOnlyList<Candidate> candidates)
    {
        var byCost = candidates.Any(candidate => candidate.Cost > 0);
        List<Point> points =
        [
            .. candidates.Select(candidate => (Candidate: candidate, X: byCost ? candidate.Cost : candidate.LatencyP50))
                .Where(point => point.X is not null).Select(point => new Point(point.Candidate, point.X!.Value)).OrderBy(point => point.X),
        ];
        return points.Count == 0 ? null : new QualityScatter(points, byCost);
    }

    public static IReadOnlyList<string> Row(Point point) =>
        [point.Of.Name, Share(point.Of.Rate.Value), Share(point.Of.Rate.Low), Share(point.Of.Rate.High), Figures.Significant(point.X)];

    /// <param name="index">Of the point.</param>
    /// <param name="more">Further lines of what is said under the pointer.</param>
    public Scatter Trace(int index, string color, string text, decimal size, string more = "")
    {
        var (name, rate) = (Points[index].Of.Name, Points[index].Of.Rate);
        return new Scatter
        {
            Name = name,
            X = [Points[index].X],
            Y = [rate.Value * 100],
            Mode = ModeFlag.Markers | ModeFlag.Text,
            ClipOnAxis = false,
            TextArray = [name],
            TextPosition = _labels[index],
            TextFont = new TextFont { Color = text, Size = 12 },
            Marker = new Marker { Size = size, Color = color },
            ErrorY = new ErrorY
            {
                Visible = true,
                Type = Plotly.Blazor.Traces.ScatterLib.ErrorYLib.TypeEnum.Data,
                Symmetric = false,
                Array = [(rate.High - rate.Value) * 100],
                ArrayMinus = [(rate.Value - rate.Low) * 100],
                Color = color,
                Thickness = 2,
                Width = 0,
            },
            HoverTemplate = $"{name}<br>{Figures.Percent(rate.Value)}, {Figures.Percent(rate.Low)} to {Figures.Percent(rate.High)}{more}<extra></extra>",
        };
    }

    public void Shape(Plotly.Blazor.Layout layout, string across)
    {
        _axis.Shape(layout.XAxis[0], across, ByCost ? "$" : null);
        var y = layout.YAxis[0];
        y.Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = "Pass rate, %" };
        y.Range = [_rates.Low * 100, _rates.High * 100];
    }

    // At least ten points high: a tenth of a point must not look like a mountain.
    private static (double Low, double High) Span(double low, double high)
    {
        var missing = Math.Max(0, 0.1 - (high - low)) / 2;
        var margin = 0.06 * (high - low + (2 * missing));
        return (low - missing - margin, high + missing + margin);
    }

    private double Height(double rate) => (rate - _rates.Low) / (_rates.High - _rates.Low);

    private static string Share(double share) => Figures.Fixed(share * 100, 1);
}
