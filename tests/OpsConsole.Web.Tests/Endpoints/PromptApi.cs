using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

/// <summary>A console whose database can be switched off, called as a service.</summary>
public sealed class PromptApi : IAsyncLifetime
{
    private readonly WebHost _host = new();
    private WebApplicationFactory<Program> _switched = null!;

    public SwitchedDatabase Database { get; private set; } = null!;

    public PromptShelf Shelf { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => _switched.Services.GetRequiredService<T>();

    public ValueTask InitializeAsync()
    {
        _switched = _host.WithWebHostBuilder(builder => builder.ConfigureServices(services =>
        {
            var original = services.Last(service => service.ServiceType == typeof(IDbContextFactory<OpsDbContext>));
            services.AddSingleton<IDbContextFactory<OpsDbContext>>(provider =>
                Database = new SwitchedDatabase((IDbContextFactory<OpsDbContext>)ActivatorUtilities.CreateInstance(provider, original.ImplementationType!)));
        }));
        Client = _switched.CreateClient();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
        Anonymous = _switched.CreateClient();
        Shelf = new PromptShelf(Get<IDbContextFactory<OpsDbContext>>());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await _switched.DisposeAsync();
        await _host.DisposeAsync();
    }
}
