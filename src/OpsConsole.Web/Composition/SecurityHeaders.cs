namespace OpsConsole.Web.Composition;

/// <summary>Nothing is loaded from, framed by or posted to another origin.</summary>
internal static class SecurityHeaders
{
    // Inline styles are allowed because MudBlazor and Plotly write style attributes; scripts never are.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        // Browsers apply form-action to redirects too: signing out posts here and is sent on to the directory.
        var policy = app.Configuration["AzureAd:Instance"] is { Length: > 0 } instance ? $"{Policy} {instance.TrimEnd('/')}" : Policy;
        if (!app.Environment.IsDevelopment())
            app.UseHsts();

        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            return next(context);
        });
    }
}
