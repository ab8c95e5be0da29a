using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Ai.Secrets;

namespace OpsConsole.Core.Ai;

/// <summary>Registers everything that speaks to models.</summary>
public static class AiServices
{
    /// <summary>The named HTTP client behind every provider; a host may add its own certificates or proxy to it.</summary>
    public const string HttpClientName = "OpsConsole.Ai";

    public static IServiceCollection AddOpsConsoleAi(this IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecretResolver, SecretResolver>();
        services.TryAddSingleton<ProviderMonitor>();
        services.TryAddSingleton<ModelGateway>();
        services.AddHttpClient(HttpClientName)
            .RemoveAllLoggers()
            // The clients live as long as the process: the pool renews its connections itself, so that a changed DNS entry is noticed.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler(static (handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(15);
                handler.AutomaticDecompression = DecompressionMethods.All;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
            });
        return services;
    }
}
