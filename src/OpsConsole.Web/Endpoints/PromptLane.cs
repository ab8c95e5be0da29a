using Microsoft.AspNetCore.WebUtilities;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Serving;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>
/// The short way of <c>GET /api/v1/prompts/{key}?label=…&amp;subject=…</c>, ahead of everything that pages need: a key that is known, a prompt that is in memory.
/// Whatever is not so plain goes on to <see cref="PromptEndpoints"/>, which answers the same and knows every refusal.
/// </summary>
internal sealed class PromptLane(RequestDelegate next, ServedPrompts served, IApiKeyStore keys)
{
    private const string Prefix = "/api/v1/prompts/";
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) && request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal)
            && Read(request.QueryString.Value) is { } query && MayRead(request, context.RequestAborted)
            && served.TryGet(path.AsSpan(Prefix.Length), query.Label.Span, query.Subject, out var prompt)
                ? WriteAsync(context, prompt)
                : next(context);
    }

    private static Task WriteAsync(HttpContext context, ServedPrompt prompt)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return PromptWriter.WriteAsync(context, prompt, null);
    }

    private bool MayRead(HttpRequest request, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && keys.FindAsync(header[Bearer.Length..].Trim(), cancellationToken) is { IsCompletedSuccessfully: true, Result: { } actor } && actor.Can(Permission.Read);
    }

    /// <summary>Null where there is anything but a label and a subject, each at most once and not too long.</summary>
    private static (ReadOnlyMemory<char> Label, string? Subject)? Read(string? text)
    {
        ReadOnlyMemory<char>? label = null;
        string? subject = null;
        foreach (var pair in new QueryStringEnumerable(text))
        {
            if (pair.EncodedName.Span is "label" && label is null)
                label = pair.DecodeValue();
            else if (pair.EncodedName.Span is "subject" && subject is null && pair.DecodeValue() is { Length: <= FetchPrompt.LongestSubject } value)
                subject = value.ToString();
            else
                return null;
        }

        return (label ?? PromptLabel.Production.AsMemory(), subject);
    }
}
