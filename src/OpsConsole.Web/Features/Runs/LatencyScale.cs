using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>One unit for the latencies of a column, so that they line up: milliseconds below a second, seconds from there on.</summary>
internal sealed record LatencyScale(string Unit, double PerUnit, int Decimals)
{
    public static LatencyScale Of(IEnumerable<double?> milliseconds) => milliseconds.Max() switch
    {
        null or < 10 => new("ms", 1, 2),
        < 1000 => new("ms", 1, 1),
        _ => new("s", 1000, 2),
    };

    public string Of(double? milliseconds) => milliseconds is { } value ? Figures.Fixed(value / PerUnit, Decimals) : Figures.None;
}
