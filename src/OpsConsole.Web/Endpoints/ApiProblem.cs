using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Endpoints;

/// <summary>Every refusal of the API as an RFC 9457 problem with a stable <c>code</c>: the one place that knows the status of an error.</summary>
internal static class ApiProblem
{
    public static IResult Of(Error error) => Of(StatusOf(error), error.Code, error.Message, error.Details);

    public static IResult Of(int status, string code, string detail, IReadOnlyList<ErrorDetail>? errors = null)
    {
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        problem.Extensions["code"] = code;
        if (errors is { Count: > 0 })
            problem.Extensions["errors"] = errors.Select(error => new { where = error.Where, reason = error.Reason });
        return TypedResults.Problem(problem);
    }

    /// <summary>For a status that the framework set by itself: no such route, wrong method, wrong content type.</summary>
    public static IResult OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Of(status, "auth.required", "Send an API key that is valid: Authorization: Bearer KEY."),
        StatusCodes.Status403Forbidden => Of(status, "auth.denied", "The caller does not hold the permission that this call needs."),
        StatusCodes.Status404NotFound => Of(status, "api.not-found", "There is nothing at this address. The calls are listed in /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => Of(status, "api.method", "This address does not take that method."),
        StatusCodes.Status413PayloadTooLarge => Of(status, "api.too-large", "The request is larger than this call takes."),
        StatusCodes.Status415UnsupportedMediaType => Of(status, "api.content-type", "This call does not take that Content-Type."),
        _ => Of(status, "api.bad-request", "The request cannot be read."),
    };

    /// <summary>For what was thrown: a request that cannot be read, a database that does not answer, or a bug. Tells no more than the caller may know.</summary>
    public static Task OfExceptionAsync(HttpContext context)
    {
        var problem = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => OfStatus(StatusCodes.Status413PayloadTooLarge),
            BadHttpRequestException bad => Of(bad.StatusCode, "api.bad-request", bad.Message),
            DbException or DbUpdateException => Of(StatusCodes.Status503ServiceUnavailable, "api.storage", "The database did not take the request; nothing of it was stored. Try again later."),
            _ => Of(StatusCodes.Status500InternalServerError, "api.failure", $"Something broke here. The log has it under {context.TraceIdentifier}."),
        };
        return problem.ExecuteAsync(context);
    }

    private static int StatusOf(Error error) => error switch
    {
        { Code: "datasets.too-large" or "runs.import-too-large" } => StatusCodes.Status413PayloadTooLarge,
        { Kind: ErrorKind.Invalid, Details.Count: > 0 } => StatusCodes.Status422UnprocessableEntity,
        _ => error.Kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Denied => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        },
    };
}
