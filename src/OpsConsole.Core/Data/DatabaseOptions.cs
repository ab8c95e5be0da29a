using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OpsConsole.Core.Data;

/// <summary>Which engine, and where it is. Read and validated once, when the services are composed.</summary>
public sealed record DatabaseOptions(IDatabaseProvider Provider, string ConnectionString)
{
    public const string ProviderKey = "Database:Provider";
    public const string ConnectionKey = "ConnectionStrings:OpsConsole";

    /// <exception cref="OptionsValidationException">The message names the key and what it may hold.</exception>
    public static DatabaseOptions Read(IConfiguration configuration, IEnumerable<IDatabaseProvider> providers, string basePath)
    {
        var known = providers.ToList();
        var name = configuration[ProviderKey] is { Length: > 0 } configured ? configured : "Sqlite";
        var provider = known.Find(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault($"{ProviderKey} is '{name}'. Allowed values: {string.Join(", ", known.Select(provider => provider.Name))}.");
        var connection = configuration[ConnectionKey] is { Length: > 0 } given ? given : provider.DefaultConnectionString;
        if (connection is null)
        {
            throw Fault($"{ConnectionKey} is empty. {provider.Name} needs a connection string.");
        }

        try
        {
            return new DatabaseOptions(provider, provider.Resolve(connection, basePath));
        }
        catch (ArgumentException exception)
        {
            throw Fault($"{ConnectionKey} is not a connection string for {provider.Name}: {exception.Message}");
        }
    }

    private static OptionsValidationException Fault(string message) => new("Database", typeof(DatabaseOptions), [message]);
}
