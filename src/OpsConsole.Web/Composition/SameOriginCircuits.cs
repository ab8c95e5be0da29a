namespace OpsConsole.Web.Composition;

/// <summary>
/// Refuses circuit connections that another site's page opens: a WebSocket upgrade carries the cookie and is not held back by CORS.
/// </summary>
internal static class SameOriginCircuits
{
    public static void UseSameOriginCircuits(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/_blazor"),
        branch => branch.Use((context, next) =>
        {
            if (IsSameOrigin(context.Request))
                return next(context);

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));

    // The scheme is left out on purpose: behind a proxy that ends TLS it differs while the host does not.
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
