using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpsConsole.Core.Common;
using OpsConsole.Web.Composition;
using Xunit;

namespace OpsConsole.Architecture.Tests;

/// <summary>Every routable page and every endpoint states a policy, or says that it is for everybody.</summary>
public sealed class AccessRules
{
    private static readonly HashSet<string> Policies = [.. Enum.GetNames<Permission>()];

    private static readonly Type[] Pages =
        [.. typeof(ConsoleHost).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any())];

    public static TheoryData<Type> AllPages => [.. Pages];

    [Fact]
    public void Pages_AreFound() => Assert.InRange(Pages.Length, 15, 500);

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Page_Access_IsStated(Type page)
    {
        var open = page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;
        var policy = page.GetCustomAttributes<AuthorizeAttribute>().Select(attribute => attribute.Policy).FirstOrDefault();
        Assert.True(open ^ (policy is not null && Policies.Contains(policy)), $"{page.Name} must require one of the permissions, or allow anonymous.");
    }

    [Fact]
    public async Task Endpoints_Access_IsStated()
    {
        var folder = Directory.CreateTempSubdirectory("opsconsole-access");
        try
        {
            await using var app = ConsoleHost.Build(
                ["--applicationName=OpsConsole.Web", "--environment=Development", "--urls=http://127.0.0.1:0", $"--ConnectionStrings:OpsConsole=Data Source={Path.Combine(folder.FullName, "test.db")}", "--Demo:Seed=false"]);
            var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

            var unstated = endpoints.Where(endpoint => !IsStated(endpoint) && !IsFrameworks(endpoint)).Select(endpoint => $"{endpoint.RoutePattern.RawText} ({endpoint.DisplayName})").ToList();

            // What states nothing falls under this policy, so it must keep strangers out.
            var fallback = app.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy;
            Assert.Contains(fallback!.Requirements, requirement => requirement is DenyAnonymousAuthorizationRequirement);
            Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true);
            Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText?.Contains("hangfire", StringComparison.Ordinal) == true);
            Assert.True(unstated.Count == 0, $"No policy and not open to everybody: {string.Join("; ", unstated)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The framework maps these itself and takes no policy for them: the circuit, its files, and addresses of files that are not there.
    private static bool IsFrameworks(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } pattern
        && (pattern == "{**path:file}" || pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern.StartsWith("/_framework", StringComparison.Ordinal));

    private static bool IsStated(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is { } policy && Policies.Contains(policy))
        || endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Count > 0;
}
