using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class ReleaseApiTests(DemoApi api) : IClassFixture<DemoApi>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_WithSomebodyElsesIdInTheBody_IsTheKeysOwn()
    {
        using var response = await api.Client.PostAsJsonAsync(
            "/api/v1/releases", new { prompt = "claims/triage", version = 2, note = "Examples", requestedById = "maya", approvedBy = "maya", decisions = new[] { new { role = "Legal", by = "katrin" } } }, None);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var release = await api.GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(("Requested", "None", 4), (release.GetProperty("state").GetString(), release.GetProperty("gate").GetString(), release.GetProperty("missing").GetArrayLength()));
        var listed = (await api.GetAsync("/api/v1/releases?prompt=claims/triage")).GetProperty("items")[0];
        Assert.Equal("Development key", listed.GetProperty("requestedByName").GetString());
    }

    [Theory]
    [InlineData("/api/v1/releases/REL-0001/decisions")]
    [InlineData("/api/v1/releases/REL-0001/approve")]
    public async Task Decide_OverTheApi_IsNoDoor(string path)
    {
        using var response = await api.Client.PostAsJsonAsync(path, new { kind = "Approve", by = "maya" }, None);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
    }

    [Theory]
    [InlineData("""{"version":2}""", HttpStatusCode.BadRequest, "releases.invalid")]
    [InlineData("""{"prompt":"support/answer","version":0}""", HttpStatusCode.BadRequest, "releases.invalid")]
    [InlineData("""{"prompt":"support/answer","version":99}""", HttpStatusCode.NotFound, "prompts.version-not-found")]
    [InlineData("""{"prompt":"support/answer","version":1,"label":"staging"}""", HttpStatusCode.Conflict, "releases.not-protected")]
    [InlineData("""{"prompt":"support/answer","version":"two"}""", HttpStatusCode.BadRequest, "api.bad-request")]
    public async Task Request_ThatCannotBe_IsAProblemWithItsCode(string body, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await api.Client.PostAsync("/api/v1/releases", content, None);

        Assert.Equal((status, code), (response.StatusCode, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("REL-9999")]
    [InlineData("nonsense")]
    public async Task Get_ReleaseThatIsNotThere_IsNotFound(string id)
    {
        using var response = await api.Client.GetAsync($"/api/v1/releases/{id}", None);

        Assert.Equal((HttpStatusCode.NotFound, "releases.not-found"), (response.StatusCode, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString()));
    }
}
