using Microsoft.AspNetCore.Mvc;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>What services in production report: their model calls, and what their users say.</summary>
internal static class UsageEndpoints
{
    private const long MostBytes = 5 * 1024 * 1024;

    public static void MapUsage(this IEndpointRouteBuilder api)
    {
        var usage = api.MapGroup("")
            .RequireAuthorization(nameof(Permission.UsageIngest))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithTags("Usage");
        usage.MapPost("/calls", CallsAsync)
            .WithSummary($"Records up to {RecordCalls.MostItems} model calls; repeatable by id")
            .Accepts<CallBatch>("application/json")
            .Produces<IngestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        usage.MapPost("/feedback", FeedbackAsync)
            .WithSummary($"Records up to {RecordCalls.MostItems} reactions of users; repeatable by id")
            .Accepts<FeedbackBatch>("application/json")
            .Produces<IngestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<IResult> CallsAsync(HttpRequest request, RecordCalls record, RequestActor actor, CancellationToken cancellationToken)
    {
        var batch = await ItemBatch.ReadAsync<CallReport>(request, "calls", cancellationToken);
        return batch.Problem ?? Answer(await record.HandleAsync(batch.Items, actor, cancellationToken));
    }

    private static async Task<IResult> FeedbackAsync(HttpRequest request, RecordFeedback record, RequestActor actor, CancellationToken cancellationToken)
    {
        var batch = await ItemBatch.ReadAsync<FeedbackReport>(request, "items", cancellationToken);
        return batch.Problem ?? Answer(await record.HandleAsync(batch.Items, actor, cancellationToken));
    }

    private static IResult Answer(Result<IngestAnswer> answer) =>
        answer.IsOk ? TypedResults.Json(answer.Value, statusCode: StatusCodes.Status202Accepted) : ApiProblem.Of(answer.Error);

    /// <summary>For the description of the API alone: bodies are read item by item.</summary>
    internal sealed record CallBatch(IReadOnlyList<CallReport> Calls);

    /// <inheritdoc cref="CallBatch"/>
    internal sealed record FeedbackBatch(IReadOnlyList<FeedbackReport> Items);
}
