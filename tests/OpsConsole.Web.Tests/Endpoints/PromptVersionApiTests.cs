using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class PromptVersionApiTests(DemoApi api) : IClassFixture<DemoApi>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("support/answer")]
    [InlineData("support%2Fanswer")]
    public async Task Post_ADraft_IsCreatedAndReadBackWithTheSameHash(string key)
    {
        var text = $$$"""{"changeNote":"From a pipeline","messages":[{"role":"user","content":"Answer {{ question }} {{{Guid.NewGuid()}}}"}],"variables":[{"name":"question"}],"responseFormat":{"type":"object"}}""";

        using var created = await PostAsync($"/api/v1/prompts/{key}/versions", text);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var body = await DemoApi.BodyAsync(created);
        Assert.Equal("support/answer", body.GetProperty("key").GetString());
        Assert.Equal($"/api/v1/prompts/support/answer/versions/{body.GetProperty("version").GetInt32()}", created.Headers.Location!.ToString());
        var file = await api.GetAsync(created.Headers.Location.ToString());
        Assert.Equal("From a pipeline", file.GetProperty("changeNote").GetString());
        Assert.Equal(body.GetProperty("contentHash").GetString(), file.GetProperty("contentHash").GetString());
        Assert.Equal("object", file.GetProperty("responseFormat").GetProperty("type").GetString());
        var listed = (await api.GetAsync("/api/v1/prompts?search=support/answer")).GetProperty("items")[0];
        Assert.Equal("Draft", listed.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Get_AsYaml_ByAcceptOrFormat_IsTheSameFile()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/prompts/search/summarise/versions/1");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/yaml"));
        using var accepted = await api.Client.SendAsync(request, None);
        using var asked = await api.Client.GetAsync("/api/v1/prompts/search/summarise/versions/1?format=yaml", None);

        Assert.Equal("application/yaml", accepted.Content.Headers.ContentType!.MediaType);
        var yaml = await accepted.Content.ReadAsStringAsync(None);
        Assert.StartsWith("format: opsconsole.prompt/1\nkey: search/summarise\n", yaml, StringComparison.Ordinal);
        Assert.Equal(yaml, await asked.Content.ReadAsStringAsync(None));
        Assert.Matches("^\"[0-9a-f]{64}\"$", accepted.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Post_WithFaults_NamesEachAndStoresNothing()
    {
        var before = await api.GetAsync("/api/v1/prompts?search=claims");

        var problem = await RefusedAsync(
            PostAsync("/api/v1/prompts/claims/triage/versions", "{\n  \"messages\": [{\"role\": \"user\"}],\n  \"tools\": 1\n}"), HttpStatusCode.UnprocessableEntity, "prompts.bad-file");

        Assert.Equal(
            ["line 2, column 16", "line 3, column 12"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("where").GetString()));
        Assert.Equal(before.GetRawText(), (await api.GetAsync("/api/v1/prompts?search=claims")).GetRawText());
    }

    [Fact]
    public async Task Post_TenThousandVariables_IsRefusedInWords()
    {
        var variables = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $$"""{"name":"v{{index}}"}"""));

        var problem = await RefusedAsync(
            PostAsync("/api/v1/prompts/claims/triage/versions", $$"""{"messages":[{"role":"user","content":"x"}],"variables":[{{variables}}]}"""), HttpStatusCode.UnprocessableEntity, "prompts.bad-file");

        Assert.Contains("at most 200 variables, this has 10,000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TheSameAgain_IsAConflictAndWithAnIdempotencyKeyTheSameAnswer()
    {
        const string Text = """{"messages":[{"role":"user","content":"Once only"}]}""";
        using var first = await PostAsync("/api/v1/prompts/search/summarise/versions", Text, "key-1");
        using var second = await PostAsync("/api/v1/prompts/search/summarise/versions", Text, "key-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var (one, two) = (await DemoApi.BodyAsync(first), await DemoApi.BodyAsync(second));
        Assert.Equal(one.GetProperty("version").GetInt32(), two.GetProperty("version").GetInt32());
        Assert.Equal((true, false), (one.GetProperty("created").GetBoolean(), two.GetProperty("created").GetBoolean()));
        await RefusedAsync(PostAsync("/api/v1/prompts/search/summarise/versions", Text), HttpStatusCode.Conflict, "prompts.unchanged");
    }

    [Fact]
    public async Task Calls_ThatCannotBe_AreProblemsWithCodes()
    {
        await RefusedAsync(PostAsync("/api/v1/prompts/none/such/versions", "{}"), HttpStatusCode.NotFound, "prompts.not-found");
        await RefusedAsync(PostAsync("/api/v1/prompts/support/answer/versions", "{}", contentType: "text/plain"), HttpStatusCode.UnsupportedMediaType, "api.content-type");
        await RefusedAsync(api.Client.GetAsync("/api/v1/prompts/support/answer/versions/999", None), HttpStatusCode.NotFound, "prompts.version-not-found");
        await RefusedAsync(api.Client.GetAsync("/api/v1/prompts/support/answer/versions/nosuch", None), HttpStatusCode.NotFound, "prompts.label-not-found");
        await RefusedAsync(api.Client.GetAsync("/api/v1/prompts/support/answer/versions/1?format=xml", None), HttpStatusCode.BadRequest, "api.format");
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        await RefusedAsync(api.Anonymous.PostAsync("/api/v1/prompts/support/answer/versions", content, None), HttpStatusCode.Unauthorized, "auth.required");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string text, string? idempotencyKey = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(text, Encoding.UTF8, contentType) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await api.Client.SendAsync(request, None);
    }

    private static async Task<JsonElement> RefusedAsync(Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        using var response = await call;
        var problem = await DemoApi.BodyAsync(response);
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        return problem;
    }
}
