using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Serving;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>Services fetch prompts.</summary>
internal static class PromptEndpoints
{
    public static void MapPrompts(this IEndpointRouteBuilder api) =>
        api.MapGet($"/prompts/{{**key:{PromptKeyConstraint.Name}}}", GetAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Prompts")
            .WithSummary("A prompt by label (production when absent) or version, includes resolved, variables unfilled; a subject stays on its arm of a canary")
            .Produces<string>(StatusCodes.Status200OK, "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> GetAsync(
        string key, string? label, string? version, string? subject, FetchPrompt fetch, RequestActor actor, HttpContext context, CancellationToken cancellationToken)
    {
        // A client may have escaped the key's slashes, which the server leaves as they are.
        var query = new FetchPrompt.Query(Uri.UnescapeDataString(key), label, NumberOf(version), subject);
        var prompt = await fetch.HandleAsync(query, actor, cancellationToken);
        if (!prompt.IsOk)
            return ApiProblem.Of(prompt.Error);
        await PromptWriter.WriteAsync(context, prompt.Value.Prompt, prompt.Value.FromMemory);
        return Results.Empty;
    }

    // 0 is no version, nor is what is no number.
    private static int? NumberOf(string? version) => version is null ? null : int.TryParse(version, out var number) ? number : 0;
}
