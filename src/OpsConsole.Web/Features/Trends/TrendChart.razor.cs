using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Runs;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Trends;

/// <summary>A measure over runs: a line with its band for each candidate, and a vertical line where something changed.</summary>
public sealed partial class TrendChart(BrowserTimeZone zone)
{
    /// <summary>More words above the plot than this lie on each other.</summary>
    private const int MostWords = 6;

    /// <summary>More keys under the axis than this lie on each other.</summary>
    private const int MostTicks = 12;

    private string _title = "";
    private string? _note;
    private object? _revision;
    private ChartTable _table = new([], []);
    private Dictionary<int, int> _places = [];

    [Parameter, EditorRequired]
    public GetTrend.Trend Trend { get; set; } = default!;

    [Parameter, EditorRequired]
    public bool AsTable { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<bool> AsTableChanged { get; set; }

    private TrendMeasure Measure => Trend.Series[0].Measure;

    private string Name => TrendWords.Of(Measure, Trend.Series[0].Metric);

    protected override void OnParametersSet()
    {
        // Read again every half a minute: drawn again only when there is something new to draw.
        var revision = (Trend.Runs[^1].Id, Trend.BenchmarkKey, Measure, Name, string.Join('|', Trend.Series.Select(series => $"{series.Name} {series.Points.Count} {series.Marks.Count}")));
        if (Equals(_revision, revision))
            return;
        _revision = revision;
        _places = Trend.Runs.Index().ToDictionary(run => run.Item.Id, run => run.Index);
        _title = Seen();
        _note = TrendMeasures.IsShare(Measure) ? "bands: 95 % intervals; vertical lines: something changed" : "vertical lines: something changed";
        _table = TableOf();
    }

    private string Seen()
    {
        var newest = Trend.Series.SelectMany(series => series.Shifts.Select(shift => (series, shift))).OrderByDescending(entry => entry.shift.Point.RunId).FirstOrDefault();
        if (newest.shift is { } shift)
            return $"{Name} of {newest.series.Name} {char.ToLowerInvariant(shift.Words[0])}{shift.Words[1..]}";
        return Trend.Series.All(series => series.TooFew)
            ? $"{Name} over {RunWords.Count(Trend.Runs.Count, "run")}: too few to tell a change from noise, {Trend.Series[0].Needed} are needed"
            : $"{Name} stayed within its noise over {RunWords.Count(Trend.Runs.Count, "run")}";
    }

    private ChartTable TableOf() => new(
        ["Run", $"Started, {zone.Name(Trend.Runs[^1].At)}", "Candidate", $"{Name}, {TrendWords.Unit(Measure)}", "Low", "High", "Cases", "Changed with this run"],
        [.. Trend.Series.SelectMany(series => series.Points.Select(point => (IReadOnlyList<string>)
        [
            point.RunKey, zone.Local(point.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), series.Name, TrendFigures.Cell(Measure, point.Value),
            TrendFigures.Cell(Measure, point.Interval?.Low), TrendFigures.Cell(Measure, point.Interval?.High), Figures.Count(point.Cases),
            string.Join("; ", series.Marks.Where(mark => mark.RunId == point.RunId).Select(mark => mark.Words)),
        ]))]);

    private IList<ITrace> Traces(ChartInk ink)
    {
        var traces = new List<ITrace>();
        foreach (var series in Trend.Series.Where(series => series.Points.Count > 0))
        {
            var colour = ink.Series(RunWords.Slot(series.Slot));
            if (series.Points.All(point => point.Interval is not null))
            {
                traces.Add(Edge(series, point => point.Interval!.Low, null));
                traces.Add(Edge(series, point => point.Interval!.High, Tint(colour)));
            }

            traces.Add(new Scatter
            {
                Name = series.Name,
                X = Places(series),
                Y = Values(series, point => point.Value),
                Mode = series.Points.Count == 1 ? ModeFlag.Markers : ModeFlag.Lines | ModeFlag.Markers,
                Line = new Plotly.Blazor.Traces.ScatterLib.Line { Color = colour, Width = 1.6m },
                Marker = new Marker { Size = 6, Color = colour },
                TextArray = [.. series.Points.Select(point => $"{series.Name}, {point.RunKey}<br>{TrendFigures.Value(Measure, point.Value)}, {point.Cases} cases<br>{Times.Absolute(point.At, zone)}")],
                HoverTemplate = "%{text}<extra></extra>",
            });
        }

        return traces;
    }

    private Scatter Edge(TrendSeries series, Func<TrendPoint, double> value, string? fill) => new()
    {
        X = Places(series),
        Y = Values(series, value),
        Mode = ModeFlag.Lines,
        Line = new Plotly.Blazor.Traces.ScatterLib.Line { Width = 0 },
        Fill = fill is null ? null : FillEnum.ToNextY,
        FillColor = fill,
        HoverInfo = Plotly.Blazor.Traces.ScatterLib.HoverInfoFlag.Skip,
        ShowLegend = false,
    };

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink)
    {
        var x = layout.XAxis[0];
        var step = ((Trend.Runs.Count - 1) / MostTicks) + 1;
        var ticks = Trend.Runs.Index().Where(run => (Trend.Runs.Count - 1 - run.Index) % step == 0).ToList();
        x.TickVals = [.. ticks.Select(run => (object)run.Index)];
        x.TickText = [.. ticks.Select(run => (object)Run.KeyOf(run.Item.Id))];
        x.Range = [-0.5, Trend.Runs.Count - 0.3];
        x.ShowGrid = false;
        x.ZeroLine = false;
        x.Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title { Text = "Run, oldest first" };
        layout.YAxis[0].Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = $"{Name}, {TrendWords.Unit(Measure)}" };
        if (!TrendMeasures.IsShare(Measure))
            layout.YAxis[0].RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero;
        layout.Margin.T = 40;

        var marks = Trend.Series.SelectMany(series => series.Marks).GroupBy(mark => mark.RunId).OrderBy(group => group.Key).ToList();
        layout.Shapes = [.. marks.Select(group => Vertical(_places[group.Key], ink))];
        layout.Annotations = [.. Ends(ink), .. marks.TakeLast(MostWords).Index().Select(mark => Words(mark.Item, mark.Index, ink))];
    }

    /// <summary>The name of each line at its end; a legend would send the eye back and forth.</summary>
    private IEnumerable<Annotation> Ends(ChartInk ink) => Trend.Series.Where(series => series.Points.Count > 0).Select(series => new Annotation
    {
        X = _places[series.Points[^1].RunId],
        Y = TrendFigures.Scaled(Measure, series.Points[^1].Value),
        Text = series.Name,
        ShowArrow = false,
        XAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right,
        YAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Bottom,
        Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = ink.Text, Size = 12 },
    });

    private Annotation Words(IGrouping<int, TrendMark> marks, int index, ChartInk ink)
    {
        var words = marks.Select(mark => mark.Words).Distinct().ToList();
        return new Annotation
        {
            X = _places[marks.Key],
            YRef = "paper",
            Y = 1 + (0.05m * (index % 2)),
            Text = words.Count == 1 ? words[0] : $"{words[0]} +{words.Count - 1}",
            ShowArrow = false,
            YAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Bottom,
            XAnchor = _places[marks.Key] > Trend.Runs.Count / 2 ? Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right : Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Left,
            Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = ink.Muted, Size = 11 },
        };
    }

    private static Plotly.Blazor.LayoutLib.Shape Vertical(int place, ChartInk ink) => new()
    {
        Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Line,
        YRef = "paper",
        X0 = place,
        X1 = place,
        Y0 = 0,
        Y1 = 1,
        Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Color = ink.Faint, Width = 1, Dash = "dot" },
    };

    private List<object> Places(TrendSeries series) => [.. series.Points.Select(point => (object)_places[point.RunId])];

    private List<object> Values(TrendSeries series, Func<TrendPoint, double> value) => [.. series.Points.Select(point => (object)TrendFigures.Scaled(Measure, value(point)))];

    private static string Tint(string colour) =>
        colour.Length == 7 && colour[0] == '#'
            ? $"rgba({Convert.ToInt32(colour[1..3], 16)},{Convert.ToInt32(colour[3..5], 16)},{Convert.ToInt32(colour[5..7], 16)},0.14)"
            : "rgba(128,128,128,0.14)";
}
