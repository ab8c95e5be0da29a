using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace OpsConsole.Web.Tests;

/// <summary>The whole host in memory, in the Development environment, as <c>dotnet run</c> starts it, over a database of its own.</summary>
public sealed class WebHost : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-web-").FullName;

    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("DataProtection:KeysFolder", Path.Combine(_folder, "keys"))
        .UseSetting("ConnectionStrings:OpsConsole", $"Data Source={Path.Combine(_folder, "opsconsole.db")};Pooling=False");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
