using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace OpsConsole.Web.Tests;

/// <summary>Tests over a whole host, one host after the other: Hangfire shares static fields between the hosts of a process.</summary>
[CollectionDefinition(Name)]
public sealed class OneHostAtATime
{
    public const string Name = "one host at a time";
}

/// <summary>The whole host in memory, in the Development environment, as <c>dotnet run</c> starts it, over a database of its own.</summary>
public sealed class WebHost : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-web-").FullName;

    /// <summary>Loads the demo workspace, whose benchmark then runs.</summary>
    public bool Demo { get; init; }

    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("Demo:Seed", Demo ? "true" : "false")
        .UseSetting("DataProtection:KeysFolder", Path.Combine(_folder, "keys"))
        .UseSetting("ConnectionStrings:OpsConsole", $"Data Source={Path.Combine(_folder, "opsconsole.db")};Pooling=False");

    public override async ValueTask DisposeAsync()
    {
        // Hangfire keeps the logging of the newest host of a process in a static field, where the next host's jobs would meet it disposed.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
