using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>The keyset-paged lists.</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("").RequireAuthorization(nameof(Permission.Read)).WithTags("Lists");
        lists.MapGet("/systems", SystemsAsync).WithSummary("AI systems by key").Produces<ApiList<SystemItem>>();
        lists.MapGet("/prompts", PromptsAsync).WithSummary("Prompts by key").Produces<ApiList<PromptItem>>();
        lists.MapGet("/datasets", DatasetsAsync).WithSummary("Datasets by key").Produces<ApiList<DatasetItem>>();
        lists.MapGet("/benchmarks", BenchmarksAsync).WithSummary("Benchmarks by key").Produces<ApiList<BenchmarkItem>>();
        lists.MapGet("/runs", RunsAsync).WithSummary("Runs, newest first").Produces<ApiList<RunItem>>();
    }

    private static async Task<IResult> SystemsAsync([AsParameters] ListQuery query, ListSystems list, RequestActor actor, CancellationToken cancellationToken) =>
        query.Fault ?? ListQuery.Answer(
            await list.HandleAsync(new(query.Search, query.After, query.Size), actor, cancellationToken),
            row => new SystemItem(row.Key, row.Name, row.State.ToString(), row.Tier.Name, row.Owner, row.Prompts, row.Datasets, row.Benchmarks, RunRef.Of(row.LastRun), row.IsDemo));

    private static async Task<IResult> PromptsAsync([AsParameters] ListQuery query, ListPrompts list, RequestActor actor, CancellationToken cancellationToken) =>
        query.Fault ?? ListQuery.Answer(
            await list.HandleAsync(new(query.System, query.Search, query.After, query.Size), actor, cancellationToken),
            row => new PromptItem(row.Key, row.Name, row.SystemKey, row.LatestVersion, row.State, row.LiveVersion, row.ChangedAt, row.ChangedBy, row.IsDemo));

    private static async Task<IResult> DatasetsAsync([AsParameters] ListQuery query, ListDatasets list, RequestActor actor, CancellationToken cancellationToken) =>
        query.Fault ?? ListQuery.Answer(
            await list.HandleAsync(new(query.System, query.Search, query.After, query.Size), actor, cancellationToken),
            row => new DatasetItem(row.Key, row.Name, row.SystemKey, row.Kind.ToString(), row.LatestVersion, row.Cases, row.ChangedAt, row.ChangedBy, row.IsDemo));

    private static async Task<IResult> BenchmarksAsync([AsParameters] ListQuery query, ListBenchmarks list, RequestActor actor, CancellationToken cancellationToken) =>
        query.Fault ?? ListQuery.Answer(
            await list.HandleAsync(new(query.System, query.Search, query.After, query.Size), actor, cancellationToken),
            row => new BenchmarkItem(
                row.Key, row.Name, row.SystemKey, row.DatasetKey, row.Candidates, row.Repeats, row.Cron, row.TimeZone, row.NextFiring, RunRef.Of(row.LastRun), row.IsDemo));

    private static async Task<IResult> RunsAsync(
        string? after, int? limit, string? system, string? benchmark, RunState? state, ListRuns list, RequestActor actor, CancellationToken cancellationToken)
    {
        var query = new ListQuery(after, limit, system, null);
        if (query.Fault is { } fault)
            return fault;
        var before = after is null ? null : Run.ParseKey(after);
        if (after is not null && before is null)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.after", "after must be the next of the slice before.");

        var page = await list.HandleAsync(new(query.Size, before, benchmark, system, state), actor, cancellationToken);
        return page.IsOk
            ? TypedResults.Ok(new ApiList<RunItem>([.. page.Value.Items.Select(RunItem.Of)], page.Value is { More: true, Items: [.., var last] } ? last.Key : null))
            : ApiProblem.Of(page.Error);
    }

    internal sealed record RunRef(string Id, RunState State, DateTime QueuedAt, DateTime? CompletedAt)
    {
        public static RunRef? Of(LastRun? run) => run is null ? null : new(run.Key, run.State, run.QueuedAt, run.CompletedAt);
    }

    internal sealed record SystemItem(
        string Key, string Name, string State, string Tier, string Owner, int Prompts, int Datasets, int Benchmarks, RunRef? LastRun, bool IsDemo);

    /// <param name="State">Of the newest version.</param>
    /// <param name="LiveVersion">What production points at.</param>
    internal sealed record PromptItem(
        string Key, string Name, string System, int LatestVersion, VersionState? State, int? LiveVersion, DateTime? ChangedAt, string? ChangedBy, bool IsDemo);

    internal sealed record DatasetItem(
        string Key, string Name, string System, string Kind, int LatestVersion, int Cases, DateTime? ChangedAt, string? ChangedBy, bool IsDemo);

    internal sealed record BenchmarkItem(
        string Key, string Name, string System, string Dataset, int Candidates, int Repeats, string? Cron, string? TimeZone, DateTime? NextFiring, RunRef? LastRun, bool IsDemo);

    internal sealed record RunItem(
        string Id, string Benchmark, string System, RunState State, RunProgress Progress, decimal CostUsd, DateTime QueuedAt, DateTime? StartedAt, DateTime? CompletedAt, bool IsDemo)
    {
        public static RunItem Of(ListRuns.Item row) => new(
            row.Key, row.BenchmarkKey, row.SystemKey, row.State, new RunProgress(row.DoneCells, row.FailedCells, row.TotalCells), row.Cost.Dollars,
            row.QueuedAt, row.StartedAt, row.CompletedAt, row.IsDemo);
    }
}
