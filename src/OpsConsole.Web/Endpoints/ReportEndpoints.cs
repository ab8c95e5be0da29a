using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>Reports as files, in the format that the caller likes best.</summary>
internal static class ReportEndpoints
{
    private static readonly ReportFormat[] Formats = Enum.GetValues<ReportFormat>();

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id}/report", RunAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("The report of a finished run: Markdown, JSON, CSV, JUnit or printable HTML, by the Accept header or ?format=md|json|csv|xml|html")
            .Produces<string>(StatusCodes.Status200OK, "application/json", "text/markdown", "text/csv", "application/xml", "text/html")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/compare", CompareAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("A comparison of ?runs=412,415.1 with ?baseline=412.0: Markdown, JSON, CSV or printable HTML, by the Accept header or ?format=md|json|csv|html")
            .Produces<string>(StatusCodes.Status200OK, "application/json", "text/markdown", "text/csv", "text/html")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable);
    }

    /// <param name="d">Margin of the routing advice, in points.</param>
    private static async Task<IResult> CompareAsync(
        string? runs, string? baseline, double? d, HttpRequest request, GetComparisonReport get, RequestActor actor, CancellationToken cancellationToken)
    {
        if (FormatOf(request) is not { } format || format == ReportFormat.JUnit)
            return NotAcceptable();
        var choices = CandidateChoice.ParseAll(runs);
        var pinned = string.IsNullOrWhiteSpace(baseline) ? (Result<CandidateChoice>?)null : CandidateChoice.Parse(baseline);
        if ((choices.Error ?? pinned?.Error) is { } fault)
            return ApiProblem.Of(fault);
        var query = new CompareRuns.Query(choices.Value, pinned?.Value, d is { } points ? points / 100 : CompareRuns.DefaultMargin);
        var report = await get.HandleAsync(query, actor, cancellationToken);
        return report.IsOk
            ? TypedResults.Stream(stream => ComparisonReportWriter.WriteAsync(stream, report.Value, format, cancellationToken), TypeOf(format), $"comparison.{ReportFormats.Extension(format)}")
            : ApiProblem.Of(report.Error);
    }

    private static string TypeOf(ReportFormat format) => ReportFormats.ContentType(format) + (format is ReportFormat.Json or ReportFormat.JUnit ? "" : "; charset=utf-8");

    private static async Task<IResult> RunAsync(string id, HttpRequest request, GetRunReport get, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Run.ParseKey(id) is not { } number)
            return ApiProblem.Of(StatusCodes.Status404NotFound, "runs.not-found", $"There is no run {id}.");
        if (FormatOf(request) is not { } format)
            return NotAcceptable();
        var report = await get.HandleAsync(number, actor, cancellationToken);
        return report.IsOk
            ? TypedResults.Stream(
                stream => RunReportWriter.WriteAsync(stream, report.Value, format, cancellationToken),
                TypeOf(format),
                $"{Run.KeyOf(number)}-report.{ReportFormats.Extension(format)}")
            : ApiProblem.Of(report.Error);
    }

    internal static IResult NotAcceptable() => ApiProblem.Of(
        StatusCodes.Status406NotAcceptable, "api.accept", $"Accept {string.Join(", ", Formats.Select(ReportFormats.ContentType))}, or say ?format= with {string.Join(", ", Formats.Select(ReportFormats.Extension))}.");

    /// <summary>JSON when the caller does not say. A link on a page cannot send a header: it says <c>?format=html</c>.</summary>
    internal static ReportFormat? FormatOf(HttpRequest request)
    {
        if (request.Query["format"].ToString() is { Length: > 0 } word)
            return First(format => ReportFormats.Extension(format) == word);
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
            return ReportFormat.Json;
        return accepted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MatchesAllTypes ? ReportFormat.Json : First(format => new MediaTypeHeaderValue(ReportFormats.ContentType(format)).IsSubsetOf(type)))
            .FirstOrDefault(format => format is not null);
    }

    private static ReportFormat? First(Func<ReportFormat, bool> fits) => Formats.Where(fits).Select(format => (ReportFormat?)format).FirstOrDefault();
}
