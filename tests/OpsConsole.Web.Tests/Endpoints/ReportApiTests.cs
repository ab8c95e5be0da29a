using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class ReportApiTests(DemoApi api) : IClassFixture<DemoApi>
{
    private const string Results = """{"results":{"version":3,"timestamp":"2026-05-01T10:00:00Z","results":[{"vars":{"question":"Hail?"},"provider":"openai:x","prompt":{"raw":"Hail?","label":"p"},"response":{"output":"Yes"},"success":true,"score":1}]}}""";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/markdown", "text/markdown", "# Support answers")]
    [InlineData("text/csv, application/json;q=0.5", "text/csv", "case,title,tags,candidate")]
    [InlineData("application/xml", "application/xml", "<testsuites name=\"RUN-0001")]
    [InlineData("text/html", "text/html", "<!doctype html>")]
    [InlineData("application/json", "application/json", "\"format\": \"opsconsole.run-report/1\"")]
    [InlineData("*/*", "application/json", "\"format\"")]
    public async Task Report_ByAccept_ComesInTheFormatThatIsLikedBest(string accept, string type, string expected)
    {
        await api.EndedAsync("RUN-0001");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs/RUN-0001/report");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await api.Client.SendAsync(request, None);

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/runs/RUN-0001/report?format=docx", HttpStatusCode.NotAcceptable, "api.accept")]
    [InlineData("/api/v1/runs/RUN-4711/report", HttpStatusCode.NotFound, "runs.not-found")]
    [InlineData("/api/v1/compare?runs=nonsense&format=json", HttpStatusCode.BadRequest, "compare.")]
    [InlineData("/api/v1/compare?runs=RUN-0001&format=xml", HttpStatusCode.NotAcceptable, "api.accept")]
    public async Task Report_ThatCannotBe_IsAProblem(string path, HttpStatusCode status, string code)
    {
        await api.EndedAsync("RUN-0001");
        using var response = await api.Client.GetAsync(path, None);

        Assert.Equal(status, response.StatusCode);
        Assert.StartsWith(code, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("md", "## Pass rate by tag")]
    [InlineData("html", "<svg ")]
    [InlineData("csv", ",RUN-0001,support/answer,2,extractive,True,")]
    [InlineData("json", "\"isComplete\": true")]
    public async Task Compare_OfARun_IsWrittenWithEveryInterval(string format, string expected)
    {
        await api.EndedAsync("RUN-0001");
        using var response = await api.Client.GetAsync($"/api/v1/compare?runs=RUN-0001&format={format}", None);

        Assert.Contains(expected, await response.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfResults_IsARunOnceAndAConflictTwice()
    {
        using var first = await PostAsync(Results);
        using var second = await PostAsync(Results);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        var run = await api.GetAsync(first.Headers.Location!.ToString());
        Assert.Equal(("Completed", "2026-05-01T10:00:00Z"), (run.GetProperty("state").GetString(), run.GetProperty("completedAt").GetString()));
    }

    [Fact]
    public async Task Import_OfWhatCannotBeRead_NamesEachPlace()
    {
        using var response = await PostAsync("""{"results":{"version":3,"results":[{"provider":"p","success":true,"score":"NaN"}]}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("result 1", (await DemoApi.BodyAsync(response)).GetProperty("errors")[0].GetProperty("where").GetString());
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        api.Client.PostAsync("/api/v1/systems/support-assistant/runs/import", new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), None);
}
