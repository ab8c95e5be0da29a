using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Composition;

/// <summary>Microsoft Entra ID: people by OpenID Connect (<c>AzureAd</c>), services by bearer token (<c>AzureAdApi</c>, else the same section).</summary>
internal static class EntraSetup
{
    public static void AddEntra(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var people = configuration.GetSection("AzureAd");
        foreach (var key in new[] { "Instance", "TenantId", "ClientId" })
        {
            if (string.IsNullOrEmpty(people[key]))
                throw new SettingsException($"AzureAd:{key} is missing; Auth:Mode Entra needs AzureAd:Instance (https://login.microsoftonline.com/), AzureAd:TenantId and AzureAd:ClientId.");
        }

        authentication.AddMicrosoftIdentityWebApp(people);
        var services = configuration.GetSection("AzureAdApi");
        authentication.AddMicrosoftIdentityWebApi(services.Exists() ? services : people, JwtBearerDefaults.AuthenticationScheme);

        // The sign-in page is ours, so that "signed out" does not lead straight back in; it links to the directory.
        authentication.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
        {
            options.SaveTokens = false;
            var validated = options.Events.OnTokenValidated;
            options.Events.OnTokenValidated = async context =>
            {
                await validated(context);
                await RememberAsync(context);
            };
        });
    }

    private static Task RememberAsync(Microsoft.AspNetCore.Authentication.OpenIdConnect.TokenValidatedContext context) => context.Principal is { } principal
        ? context.HttpContext.RequestServices.GetRequiredService<SignInMemory>().KeepAsync(principal, context.HttpContext.RequestAborted)
        : Task.CompletedTask;
}
