using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpsConsole.Web.Composition;

namespace OpsConsole.Web.Identity;

/// <summary>The session cookie, the same in both modes: it ends after a working day and never answers an API call with a page.</summary>
internal static class SessionCookie
{
    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "opsconsole";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = "/account/sign-in";
        cookie.AccessDeniedPath = "/account/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.ExpireTimeSpan = AuthOptions.SessionLifetime;
        cookie.SlidingExpiration = false;
        cookie.Events.OnSigningIn = context =>
        {
            StampTime(context);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = context => RefuseOrRedirect(context, http =>
            ApiRefusal.WriteAsync(http, StatusCodes.Status401Unauthorized, "auth.required", "Send an API key that is valid: Authorization: Bearer KEY."));
        cookie.Events.OnRedirectToAccessDenied = context => RefuseOrRedirect(context, ApiRefusal.DeniedAsync);
    }

    private static void StampTime(CookieSigningInContext context)
    {
        if (context.Principal is not { Identity: ClaimsIdentity identity } principal || principal.SignedInTime() is not null)
            return;

        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        identity.AddClaim(new Claim(OpsClaims.SignedInAt, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
    }

    private static Task RefuseOrRedirect(RedirectContext<CookieAuthenticationOptions> context, Func<HttpContext, Task> refuse)
    {
        if (!ErrorPages.IsPage(context.HttpContext))
            return refuse(context.HttpContext);

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
