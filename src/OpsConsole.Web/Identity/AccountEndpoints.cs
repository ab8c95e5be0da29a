using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;

namespace OpsConsole.Web.Identity;

/// <summary>Signing in and out. Both change the session, so both are posts with an antiforgery token, except the way to the directory.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes, AuthOptions options)
    {
        var account = routes.MapGroup("/account").AllowAnonymous().ExcludeFromDescription();
        if (options.Mode == AuthMode.Development)
            account.MapPost("/persona", SignInAsPersonaAsync);
        else
            account.MapGet("/directory", ([FromQuery] string? returnUrl) =>
                TypedResults.Challenge(new AuthenticationProperties { RedirectUri = ReturnUrl.Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme]));

        string[] schemes = options.Mode == AuthMode.Entra
            ? [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]
            : [CookieAuthenticationDefaults.AuthenticationScheme];

        // Binding the form is what makes the framework check its token.
        account.MapPost("/sign-out", ([FromForm] string? reason) =>
            TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/account/sign-in" }, schemes));
    }

    private static async Task<IResult> SignInAsPersonaAsync(
        [FromForm] string persona, [FromForm] string? returnUrl, HttpContext context, SignInMemory memory, TimeProvider clock)
    {
        if (Persona.Find(persona) is not { } chosen)
            return TypedResults.BadRequest($"There is no persona '{persona}'.");

        var principal = chosen.ToPrincipal(clock.GetUtcNow());
        await memory.KeepAsync(principal, context.RequestAborted);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal);
        return TypedResults.LocalRedirect(ReturnUrl.Local(returnUrl));
    }
}
