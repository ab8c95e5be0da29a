using Microsoft.AspNetCore.Mvc;

namespace OpsConsole.Web.Identity;

/// <summary>The problem (RFC 9457) that a caller of the API gets instead of a sign-in page.</summary>
internal static class ApiRefusal
{
    public static Task DeniedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, "auth.denied", "The caller does not hold the permission that this call needs.");

    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        var problem = new ProblemDetails { Status = status, Title = status == StatusCodes.Status401Unauthorized ? "Not signed in" : "Not permitted", Detail = detail };
        problem.Extensions["code"] = code;
        return TypedResults.Problem(problem).ExecuteAsync(context);
    }
}
