using System.Globalization;
using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Features.Prompts.Serving;

namespace OpsConsole.Web.Endpoints;

/// <summary>Sends a prompt, or only that it has not changed.</summary>
internal static class PromptWriter
{
    private const string ServedFrom = "OpsConsole-Served-From";

    public static Task WriteAsync(HttpContext context, ServedPrompt prompt, TimeSpan? fromMemory)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        headers.CacheControl = prompt.MayBeKept ? ServedPrompt.CacheControl : "no-store";
        if (fromMemory is { } age)
        {
            headers[ServedFrom] = "memory";
            headers.Age = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (prompt.ETag is { } tag)
        {
            headers.ETag = tag;
            if (IsHeld(context.Request.Headers.IfNoneMatch.ToString(), tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = prompt.Body.Length;
        return response.Body.WriteAsync(prompt.Body).AsTask();
    }

    private static bool IsHeld(string held, string tag) =>
        held == tag || (held.Length > 0 && EntityTagHeaderValue.TryParseList([held], out var tags)
            && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == tag));
}
