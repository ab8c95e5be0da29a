using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsConsole.Web.Endpoints;

/// <summary>A prompt's key at the end of an address, slashes and all; addresses that end in <c>/versions</c> or <c>/versions/7</c> are about its versions.</summary>
public sealed partial class PromptKeyConstraint : IRouteConstraint
{
    public const string Name = "promptkey";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        Convert.ToString(values[routeKey], CultureInfo.InvariantCulture) is { Length: > 0 } key && !AboutVersions().IsMatch(key);

    [GeneratedRegex(@"(/|%2F)versions((/|%2F)[^/]*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AboutVersions();
}
