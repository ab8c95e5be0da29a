using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Reports;

/// <summary>A comparison as it was on a day. Nothing in it is computed again.</summary>
public sealed partial class ReportPage(GetReport get)
{
    private static readonly IReadOnlyList<Crumb> Parents = [new("Compare", "/compare"), new("Reports", "/reports")];
    private GetReport.Detail? _report;
    private int _baseline;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "quality")]
    private string? Quality { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_report?.Key == Key)
            return;

        _report = await GetAsync("Reading the report", actor => get.HandleAsync(Key, actor, Ended));
        _baseline = _report?.Comparison.Candidates.ToList().FindIndex(candidate => candidate.IsBaseline) ?? 0;
    }
}
