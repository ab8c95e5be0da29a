using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;

namespace OpsConsole.Web.Composition;

/// <summary>Where the host listens when nobody says otherwise, and the line that tells where it does.</summary>
internal static partial class ListenAddress
{
    private const string Default = "http://localhost:5080";

    /// <summary>A value in appsettings.json would win over ASPNETCORE_URLS (host variables are read first), hence in code.</summary>
    public static void AddListenAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var given = new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!given)
            builder.WebHost.UseUrls(Default);
    }

    public static void AnnounceAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses is { Count: > 0 })
            LogReady(app.Logger, string.Join(", ", addresses), app.Environment.EnvironmentName);
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "OpsConsole is open at {Addresses} ({Environment})")]
    private static partial void LogReady(ILogger logger, string addresses, string environment);
}
