using OpsConsole.Web.Composition;

namespace OpsConsole.Web.Identity;

public enum AuthMode
{
    /// <summary>People pick a persona. Refused outside the Development environment.</summary>
    Development,

    /// <summary>Microsoft Entra ID: OpenID Connect for people, bearer tokens for services.</summary>
    Entra,
}

/// <summary>The section <c>Auth</c>, checked before anything is built on it.</summary>
public sealed record AuthOptions(AuthMode Mode, string? DevelopmentApiKey)
{
    /// <summary>A session ends after this time, whether its window is open or not.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(8);

    /// <summary>Reads the section; the environment, not a setting, decides whether the development ways in are open.</summary>
    /// <exception cref="SettingsException">A value is unknown or not allowed here.</exception>
    public static AuthOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration["Auth:Mode"];
        if (!Enum.TryParse<AuthMode>(text, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
            throw new SettingsException($"Auth:Mode is '{text}'; allowed are {string.Join(", ", Enum.GetNames<AuthMode>())}.");

        var key = configuration["Auth:DevelopmentApiKey"];
        if (environment.IsDevelopment())
            return new AuthOptions(mode, key);

        if (mode == AuthMode.Development)
            throw new SettingsException($"Auth:Mode is Development, which is allowed in the Development environment only; this is {environment.EnvironmentName}. Set Auth:Mode to Entra.");
        if (!string.IsNullOrEmpty(key))
            throw new SettingsException($"Auth:DevelopmentApiKey is set, which is allowed in the Development environment only; this is {environment.EnvironmentName}. Remove it.");

        return new AuthOptions(mode, null);
    }
}
