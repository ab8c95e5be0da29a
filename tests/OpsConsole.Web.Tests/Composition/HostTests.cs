using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace OpsConsole.Web.Tests.Composition;

[Collection(OneHostAtATime.Name)]
public sealed class HostTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Response_AnyPage_CarriesTheSecurityHeaders()
    {
        using var browser = host.Browser();
        var headers = (await browser.GetAsync("/account/sign-in", Cancellation)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-the-key")]
    public async Task Api_WithoutAValidKey_IsAProblemNotASignInPage(string? key)
    {
        using var caller = host.Browser();
        if (key is not null)
            caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var answer = await caller.GetAsync("/api/v1/nothing-here", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("auth.required", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Api_WithTheDevelopmentKeyOfTheRepository_IsLetIn()
    {
        using var caller = host.Browser();
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");

        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync("/api/v1/nothing-here", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:9", HttpStatusCode.Forbidden)]
    public async Task Circuit_FromAnotherOrigin_IsRefused(string origin, HttpStatusCode expected)
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate");
        request.Headers.Add("Origin", origin);

        Assert.Equal(expected, (await browser.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Circuit_FromThisOrigin_IsNotHeldBackForItsOrigin()
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "http://localhost");

        Assert.NotEqual(HttpStatusCode.Forbidden, (await browser.SendAsync(request, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("css/console.css")]
    [InlineData("js/theme.js")]
    [InlineData("fonts/inter-latin-wght-normal.woff2")]
    public async Task Asset_Anonymous_IsServed(string path)
    {
        using var browser = host.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/" + path, Cancellation)).StatusCode);
    }
}
