using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using OpsConsole.Core.Common;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Composition;

/// <summary>Who may come in, by which way, and the policies that carry the names of the permissions.</summary>
internal static class IdentitySetup
{
    /// <summary>One scheme to the outside; it picks the real one by what the request carries.</summary>
    private const string Selector = "OpsConsole";

    public static void AddOpsConsoleIdentity(this WebApplicationBuilder builder)
    {
        var options = AuthOptions.Read(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<IApiKeyStore, DevelopmentApiKeyStore>();
        services.AddScoped<ActorAccessor>();
        services.AddTransient<SignInMemory>();
        services.AddScoped<AuthenticationStateProvider, SessionState>();

        var authentication = services.AddAuthentication(Selector)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddPolicyScheme(Selector, Selector, selector =>
            {
                selector.ForwardDefaultSelector = context => SchemeFor(context, options.Mode);
                selector.ForwardSignIn = selector.ForwardSignOut = CookieAuthenticationDefaults.AuthenticationScheme;
            });
        if (options.Mode == AuthMode.Entra)
            authentication.AddEntra(builder.Configuration);
        else
            authentication.AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure(SessionCookie.Configure);

        services.AddAuthorization(AddPolicies);
        builder.AddKeyProtection();
    }

    public static void MapOpsConsoleIdentity(this WebApplication app) => app.MapAccount(app.Services.GetRequiredService<AuthOptions>());

    /// <summary>
    /// The cookie reads through the API (downloads that a page links to) but never writes: a browser would send it from a foreign page too.
    /// </summary>
    internal static string SchemeFor(HttpContext context, AuthMode mode)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            var writes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
            return !ErrorPages.IsPage(context) && writes ? ApiKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;
        }

        // A token of the directory is three parts with dots between; our keys have none.
        return mode == AuthMode.Entra && header.Count(character => character == '.') == 2 ? JwtBearerDefaults.AuthenticationScheme : ApiKeyHandler.SchemeName;
    }

    private static void AddPolicies(AuthorizationOptions authorization)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        authorization.DefaultPolicy = signedIn;
        authorization.FallbackPolicy = signedIn;
        foreach (var permission in Enum.GetValues<Permission>())
        {
            authorization.AddPolicy(permission.ToString(), policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.ToActor()?.Can(permission) == true));
        }
    }

    /// <summary>Without a fixed place for its keys a restart would sign everybody out; several nodes must share it.</summary>
    private static void AddKeyProtection(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("OpsConsole");
        var folder = builder.Configuration["DataProtection:KeysFolder"] ?? (builder.Environment.IsDevelopment() ? Path.Combine(builder.Environment.DataFolder(), "keys") : null);
        if (folder is not null)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
    }
}
