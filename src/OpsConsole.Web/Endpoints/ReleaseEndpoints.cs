using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>Ask for a release and follow it. There is no door to decide here: a service requests, people decide.</summary>
internal static class ReleaseEndpoints
{
    /// <param name="Prompt">Key of the prompt.</param>
    /// <param name="Version">Number of a draft.</param>
    /// <param name="Label">A protected label; <c>production</c> when absent.</param>
    /// <param name="Note">For the reviewers.</param>
    internal sealed record ReleaseRequest(string? Prompt, int? Version, string? Label, string? Note);

    internal sealed record ReleaseRequested(string Id);

    /// <param name="Missing">Approvals that are not there yet, in words.</param>
    /// <param name="Blockers">What must still hold before it may start.</param>
    internal sealed record ReleaseAnswer(
        string Id, string Prompt, int Version, string Label, string State, string ContentHash, int Tier, DateTime RequestedAt, DateTime DecideBy, DateTime? ApprovedAt, DateTime? LiveAt, DateTime? EndedAt,
        string? EndReason, string? StaleReason, int? Percent, string Gate, IReadOnlyList<string> Missing, IReadOnlyList<string> Blockers);

    public static void MapReleases(this IEndpointRouteBuilder api)
    {
        api.MapPost("/releases", RequestAsync)
            .RequireAuthorization(nameof(Permission.ReleasesRequest))
            .WithTags("Releases")
            .WithSummary("Submits a draft for review and asks that a protected label be moved to it")
            .Produces<ReleaseRequested>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/releases", ListAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Releases")
            .WithSummary("Releases, newest first")
            .Produces<ApiList<ListReleases.Item>>();
        api.MapGet("/releases/{id}", GetAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Releases")
            .WithSummary("Where a release stands, and what it waits for")
            .Produces<ReleaseAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> RequestAsync(ReleaseRequest body, SubmitForReview submit, RequestActor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Prompt) || body.Version is not > 0)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "releases.invalid", "Give prompt, the key of a prompt, and version, the number of a draft.");

        var submitted = await submit.HandleAsync(new(body.Prompt, body.Version.Value, body.Label ?? PromptLabel.Production, body.Note ?? ""), actor, cancellationToken);
        return submitted.IsOk ? TypedResults.Created($"/api/v1/releases/{submitted.Value}", new ReleaseRequested(submitted.Value)) : ApiProblem.Of(submitted.Error);
    }

    private static async Task<IResult> ListAsync([AsParameters] ReleaseQuery query, ListReleases list, RequestActor actor, CancellationToken cancellationToken)
    {
        if (query.Size is < 1 or > Page.MaxLimit)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.limit", $"limit must be 1 to {Page.MaxLimit}; it is {query.Size}.");
        var after = query.After is null ? null : Release.ParseKey(query.After) ?? QueryNumber.Whole(query.After);
        if (query.After is not null && after is null)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.after", "after is the next of the slice before.");
        return ListQuery.Answer(await list.HandleAsync(new(query.Prompt, query.System, query.Label, After: after, Limit: query.Size), actor, cancellationToken), item => item);
    }

    private static async Task<IResult> GetAsync(string id, GetRelease get, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Release.ParseKey(id) is not { } number)
            return ApiProblem.Of(StatusCodes.Status404NotFound, "releases.not-found", $"There is no release {id}.");
        var found = await get.HandleAsync(number, actor, cancellationToken);
        return found.IsOk ? TypedResults.Ok(Answer(found.Value)) : ApiProblem.Of(found.Error);
    }

    private static ReleaseAnswer Answer(GetRelease.Details details)
    {
        var release = details.Release;
        return new ReleaseAnswer(
            release.Key, details.PromptKey, details.VersionNumber, release.Label, release.State.ToString(), release.ContentHash, details.Tier, release.RequestedAt, release.DecideBy, release.ApprovedAt, release.LiveAt,
            release.EndedAt, release.EndReason, details.StaleReason, release.Percent, details.Standing.ToString(), [.. details.Seats.Where(seat => !seat.IsFilled).Select(seat => seat.Words)],
            release.IsOpen ? [.. details.Checks.Where(check => !check.Met).Select(check => check.Words)] : []);
    }

    internal sealed record ReleaseQuery(string? After, int? Limit, string? System, string? Prompt, string? Label)
    {
        public int Size => Limit ?? Page.DefaultLimit;
    }
}
