using Microsoft.AspNetCore.Components;
using OpsConsole.Web.Components.Layout;
using Plotly.Blazor;
using Plotly.Blazor.ConfigLib;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;

namespace OpsConsole.Web.Components.Controls;

/// <summary>
/// The one way to a Plotly chart: the theme's colours, a title that says what is seen, a table beside it, a download. Plotly.Blazor
/// draws nothing again by itself, so a new <see cref="Revision"/> or theme is what redraws.
/// </summary>
public sealed partial class OpsChart(BrowserModule browser)
{
    /// <summary>More points than pixels only slow the browser down.</summary>
    private const int PointCap = 2_000;

    private readonly string _key = $"chart-{Guid.NewGuid():N}";
    private readonly Config _config = new() { DisplayLogo = false, DisplayModeBar = DisplayModeBarEnum.False, Responsive = true };
    private PlotlyChart? _chart;
    private IList<ITrace> _data = [];
    private Plotly.Blazor.Layout _layout = new();
    private (object? Revision, bool Dark)? _drawn;
    private bool _stale;
    private int _cut;

    /// <summary>What is seen, as a sentence: "v7 costs a third more and answers 4 points better".</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Note { get; set; }

    [Parameter, EditorRequired]
    public Func<ChartInk, IList<ITrace>> Draw { get; set; } = default!;

    /// <summary>Axis titles with units, ranges, marks, direct labels as annotations.</summary>
    [Parameter]
    public Action<Plotly.Blazor.Layout, ChartInk>? Shape { get; set; }

    [Parameter, EditorRequired]
    public ChartTable Table { get; set; } = default!;

    /// <summary>Changes when the figures change; the chart is then drawn again and keeps its zoom.</summary>
    [Parameter]
    public object? Revision { get; set; }

    [Parameter]
    public int Height { get; set; } = 260;

    /// <summary>The figures instead of the drawing; the page keeps the choice in its address.</summary>
    [Parameter, EditorRequired]
    public bool AsTable { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<bool> AsTableChanged { get; set; }

    [CascadingParameter(Name = "Dark")]
    private bool Dark { get; set; }

    protected override void OnParametersSet()
    {
        if (_drawn is { } last && Equals(last.Revision, Revision) && last.Dark == Dark)
            return;

        var ink = new ChartInk(Dark);
        _data = Draw(ink);
        _cut = Thin(_data);
        _layout = BaseLayout(ink);
        Shape?.Invoke(_layout, ink);
        _stale = _drawn is not null;
        _drawn = (Revision, Dark);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_stale || AsTable || _chart is null)
            return;

        _stale = false;
        await _chart.React();
    }

    private Task SwitchAsync() => AsTableChanged.InvokeAsync(!AsTable);

    private Task DownloadAsync() => browser.DownloadAsync(FileName(), "text/csv", Table.ToCsv());

    private string FileName() => string.Concat(Title.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-')).Trim('-') + ".csv";

    private static Plotly.Blazor.Layout BaseLayout(ChartInk ink) => new()
    {
        AutoSize = true,
        UiRevision = "keep",
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        ShowLegend = false,
        Font = new Plotly.Blazor.LayoutLib.Font { Family = ink.Font, Size = 11, Color = ink.Muted },
        Margin = new Margin { L = 48, R = 16, T = 12, B = 40 },
        HoverLabel = new HoverLabel { BgColor = ink.Surface, BorderColor = ink.Axis, Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Family = ink.Font, Size = 12, Color = ink.Text } },
        XAxis = [new XAxis { GridColor = ink.Line, LineColor = ink.Axis, ZeroLineColor = ink.Axis, AutoMargin = Plotly.Blazor.LayoutLib.XAxisLib.AutoMarginFlag.True }],
        YAxis = [new YAxis { GridColor = ink.Line, LineColor = ink.Axis, ZeroLineColor = ink.Axis, AutoMargin = Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True }],
    };

    /// <summary>Keeps every n-th point of a long line; returns how many are left out between two drawn ones.</summary>
    private static int Thin(IList<ITrace> traces)
    {
        var longest = traces.OfType<Scatter>().Max(line => line.X?.Count) ?? 0;
        var step = (longest + PointCap - 1) / PointCap;
        if (step <= 1)
            return 0;

        foreach (var line in traces.OfType<Scatter>())
        {
            line.X = [.. line.X.Where((_, index) => index % step == 0)];
            line.Y = [.. line.Y.Where((_, index) => index % step == 0)];
        }

        return step - 1;
    }
}
