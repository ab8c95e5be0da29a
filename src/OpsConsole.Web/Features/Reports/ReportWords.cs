using OpsConsole.Core.Features.Reports.Model;

namespace OpsConsole.Web.Features.Reports;

internal static class ReportWords
{
    public static string Kind(ReportKind kind) => kind switch
    {
        ReportKind.Comparison => "Comparison",
        ReportKind.Routing => "Routing",
    };
}
