namespace OpsConsole.Web.Identity;

/// <summary>Where to go after signing in: a path of this site, whatever was asked for.</summary>
public static class ReturnUrl
{
    public static string Local(string? url)
    {
        // "//host" and "/\host" are other sites to a browser, and control characters may hide such a start.
        var isLocal = url is { Length: > 0 } && url[0] == '/' && (url.Length == 1 || (url[1] != '/' && url[1] != '\\')) && !url.Any(char.IsControl);
        return isLocal ? url! : "/";
    }
}
