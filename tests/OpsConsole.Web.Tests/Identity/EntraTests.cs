using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using Xunit;

namespace OpsConsole.Web.Tests.Identity;

/// <summary>Auth:Mode Entra with the product's own wiring; only the directory's address is that of a stub.</summary>
[Collection(OneHostAtATime.Name)]
public sealed class EntraTests
{
    [Fact]
    public async Task Bearer_ServiceWithAnAppRole_MayReadButNotWrite()
    {
        await using var directory = await DirectoryStub.StartAsync();
        await using var host = new EntraHost(directory);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", directory.Token(DirectoryStub.ClientId, "ci", ["Read"], new Claim("idtyp", "app")));

        var read = await client.GetAsync("/api/v1/systems", TestContext.Current.CancellationToken);
        var start = await client.PostAsync("/api/v1/benchmarks/any/runs", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, start.StatusCode);
    }

    [Fact]
    public async Task Bearer_TokenForAnotherAudience_IsRefused()
    {
        await using var directory = await DirectoryStub.StartAsync();
        await using var host = new EntraHost(directory);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", directory.Token("somebody-else", "ci", ["Read"], new Claim("idtyp", "app")));

        var read = await client.GetAsync("/api/v1/systems", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
        Assert.Equal("application/problem+json", read.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task SignIn_PersonWithAppRoles_ComesInWithThem()
    {
        await using var directory = await DirectoryStub.StartAsync();
        await using var host = new EntraHost(directory);
        using var browser = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });

        var challenge = await browser.GetAsync("/account/directory?returnUrl=%2Fruns", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        Assert.StartsWith(directory.Issuer + "/authorize", challenge.Headers.Location!.ToString(), StringComparison.Ordinal);
        var asked = QueryHelpers.ParseQuery(challenge.Headers.Location.Query);
        Assert.Equal("id_token", asked["response_type"]);
        var token = directory.Token(DirectoryStub.ClientId, "Maya", ["ProductManager", "Engineer"], new Claim("nonce", asked["nonce"]!));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["id_token"] = token, ["state"] = asked["state"]! });
        var back = await browser.PostAsync("/signin-oidc", form, TestContext.Current.CancellationToken);
        var read = await browser.GetAsync("/api/v1/systems", TestContext.Current.CancellationToken);
        var dashboard = await browser.GetAsync("/hangfire", TestContext.Current.CancellationToken);

        Assert.Equal("/runs", back.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.OK, dashboard.StatusCode);
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var kept = Assert.Single(context.People);
        Assert.Equal(("99999999-0000-0000-0000-000000000001", "Maya"), (kept.Id, kept.Name));
        Assert.Equal([Role.ProductManager, Role.Engineer], kept.Roles);
    }

    [Fact]
    public async Task SignIn_PersonWithoutAppRoles_MaySeeNothing()
    {
        await using var directory = await DirectoryStub.StartAsync();
        await using var host = new EntraHost(directory);
        using var browser = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });

        var challenge = await browser.GetAsync("/account/directory", TestContext.Current.CancellationToken);
        var asked = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query);
        var token = directory.Token(DirectoryStub.ClientId, "Nobody", [], new Claim("nonce", asked["nonce"]!));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["id_token"] = token, ["state"] = asked["state"]! });
        await browser.PostAsync("/signin-oidc", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/v1/systems", TestContext.Current.CancellationToken)).StatusCode);
    }

    private sealed class EntraHost(DirectoryStub directory) : WebApplicationFactory<Program>
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-entra-").FullName;

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            .UseSetting("Auth:Mode", "Entra")
            .UseSetting("AzureAd:Instance", "https://login.microsoftonline.com/")
            .UseSetting("AzureAd:TenantId", DirectoryStub.TenantId)
            .UseSetting("AzureAd:ClientId", DirectoryStub.ClientId)
            .UseSetting("Demo:Seed", "false")
            .UseSetting("DataProtection:KeysFolder", Path.Combine(_folder, "keys"))
            .UseSetting("ConnectionStrings:OpsConsole", $"Data Source={Path.Combine(_folder, "opsconsole.db")};Pooling=False")
            .ConfigureTestServices(services =>
            {
                services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
                {
                    options.MetadataAddress = directory.Issuer + "/.well-known/openid-configuration";
                    options.RequireHttpsMetadata = false;
                    options.TokenValidationParameters.ValidIssuer = directory.Issuer;
                    options.TokenValidationParameters.IssuerValidator = null;
                });
                services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
                {
                    options.MetadataAddress = directory.Issuer + "/.well-known/openid-configuration";
                    options.RequireHttpsMetadata = false;
                    options.TokenValidationParameters.ValidIssuer = directory.Issuer;
                    options.TokenValidationParameters.IssuerValidator = null;
                });
            });

        public override async ValueTask DisposeAsync()
        {
            Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
            await base.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
