using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OpsConsole.Core.Data;

public static class DataServices
{
    /// <summary>
    /// Registers the context factory for the configured engine, its migrations and the check at start. Faulty configuration throws here.
    /// </summary>
    /// <param name="basePath">Where a relative database file starts from.</param>
    public static IServiceCollection AddOpsConsoleData(
        this IServiceCollection services, IConfiguration configuration, IEnumerable<IDatabaseProvider> providers, string basePath)
    {
        var options = DatabaseOptions.Read(configuration, providers, basePath);
        services.AddSingleton(options);
        services.AddSingleton(options.Provider);
        services.AddDbContextFactory<OpsDbContext>(builder => options.Provider.Configure(builder, options.ConnectionString));

        // The call above also registers a scoped context, which in a circuit would live as long as the circuit.
        services.RemoveAll<OpsDbContext>();
        services.AddSingleton<DatabaseMigrations>();
        services.AddSingleton<DatabaseStartup>();
        return services;
    }
}
