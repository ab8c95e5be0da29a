using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Reports.Model;

namespace OpsConsole.Web.Features.Reports;

/// <summary>What was kept of comparisons, newest first.</summary>
public sealed partial class ReportsPage(ListReports list)
{
    private Page<ListReports.Item>? _page;

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the reports", actor => list.HandleAsync(new(System, Before is { } key ? SavedReport.ParseKey(key) : null), actor, Ended)) ?? _page;
}
