using System.Globalization;
using System.Security.Claims;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>The claims that the console itself writes, and the actor that any principal stands for.</summary>
public static class OpsClaims
{
    public const string Scope = "opsconsole:scope";
    public const string SignedInAt = "opsconsole:signed-in-at";

    // Present on Entra tokens that were issued to an application rather than to a person.
    private const string EntraTokenKind = "idtyp";

    /// <summary>The actor behind a signed-in principal, or nothing where nobody is signed in.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true })
            return null;

        var id = principal.FindFirstValue("oid")
            ?? principal.FindFirstValue("http://schemas.microsoft.com/identity/claims/objectidentifier")
            ?? principal.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? principal.FindFirstValue("sub");
        if (id is null)
            return null;

        var name = principal.FindFirstValue("name") ?? principal.Identity.Name ?? id;
        return IsService(principal)
            ? Actor.Service(id, name, Enum.GetValues<Permission>().Where(scope => HoldsScope(principal, scope)))
            : Actor.Person(id, name, Enum.GetValues<Role>().Where(role => principal.IsInRole(role.ToString())));
    }

    public static DateTimeOffset? SignedInTime(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(SignedInAt), CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static bool IsService(ClaimsPrincipal principal) =>
        principal.HasClaim(claim => claim.Type == Scope) || principal.HasClaim(EntraTokenKind, "app");

    private static bool HoldsScope(ClaimsPrincipal principal, Permission scope) =>
        principal.HasClaim(Scope, scope.ToString()) || (principal.HasClaim(EntraTokenKind, "app") && principal.IsInRole(scope.ToString()));
}
