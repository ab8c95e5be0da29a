using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace OpsConsole.Web.Identity;

/// <summary>Signs a service in by <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var service = await keys.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        if (service is null)
            return AuthenticateResult.Fail("The API key is not known.");

        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, service.Id),
            new(ClaimTypes.Name, service.Name),
            .. service.Permissions.Select(scope => new Claim(OpsClaims.Scope, scope.ToString())),
        ];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return ApiRefusal.WriteAsync(Context, StatusCodes.Status401Unauthorized, "auth.required", "Send an API key that is valid: Authorization: Bearer KEY.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiRefusal.DeniedAsync(Context);
}
