using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class ApiTests(DemoApi api) : IClassFixture<DemoApi>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("systems", 3)]
    [InlineData("prompts", 3)]
    [InlineData("datasets", 3)]
    [InlineData("benchmarks", 3)]
    [InlineData("runs", 1)]
    public async Task Lists_OfTheDemo_AreReadOnwards(string list, int atLeast)
    {
        await api.ToldAsync();
        var all = (await api.GetAsync($"/api/v1/{list}")).GetProperty("items").EnumerateArray().ToList();
        Assert.True(all.Count >= atLeast, $"{all.Count} {list}");
        Assert.All(all, item => Assert.True(item.GetProperty("isDemo").GetBoolean()));

        if (all.Count == 1)
            return;
        var first = await api.GetAsync($"/api/v1/{list}?limit=1");
        var second = await api.GetAsync($"/api/v1/{list}?limit=1&after={first.GetProperty("next").GetString()}");
        Assert.Equal(all[1].GetRawText(), second.GetProperty("items")[0].GetRawText());
    }

    [Fact]
    public async Task Call_WithoutKey_IsAProblemAndNoPage() => await RefusedAsync(api.Anonymous.GetAsync("/api/v1/systems", None), HttpStatusCode.Unauthorized, "auth.required");

    [Fact]
    public async Task Call_UnknownPath_IsAProblem() => await RefusedAsync(api.Client.GetAsync("/api/v1/nothing", None), HttpStatusCode.NotFound, "api.not-found");

    [Fact]
    public async Task Call_WrongMethod_IsAProblem() => await RefusedAsync(api.Client.DeleteAsync("/api/v1/systems", None), HttpStatusCode.MethodNotAllowed, "api.method");

    [Theory]
    [InlineData("limit=0", "api.limit")]
    [InlineData("limit=501", "api.limit")]
    [InlineData("limit=many", "api.bad-request")]
    public async Task List_LimitThatIsNone_IsRefused(string query, string code) =>
        await RefusedAsync(api.Client.GetAsync($"/api/v1/systems?{query}", None), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Run_OfAGatesBenchmark_TellsTheVerdictRuleByRule()
    {
        var run = await api.EndedAsync("RUN-0001");

        var gate = run.GetProperty("gate");
        Assert.Equal("Pass", gate.GetProperty("verdict").GetString());
        var rule = gate.GetProperty("rules")[0];
        Assert.Equal(
            ("support/answer", 3, "Baseline", "Pass rate at least 60 %", 91),
            (rule.GetProperty("promptKey").GetString(), rule.GetProperty("promptVersion").GetInt32(), rule.GetProperty("gate").GetString(), rule.GetProperty("rule").GetString(), rule.GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task ImportDataset_GoodFile_MakesTheNextVersion()
    {
        using var response = await ImportAsync("claims-triage-golden", """{"id":"C-1","message":"A pipe burst.","expected":"water"}""", "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await DemoApi.BodyAsync(response);
        Assert.Equal(1, body.GetProperty("cases").GetInt32());
        Assert.True(body.GetProperty("version").GetInt32() > 1);
    }

    [Fact]
    public async Task ImportDataset_BadRows_NamesEachAndStoresNothing()
    {
        var before = await api.GetAsync("/api/v1/datasets?search=support-golden");

        var problem = await RefusedAsync(
            ImportAsync("support-golden", "id,question\nC-1,Why?\nC-1,How?\n,,too,many\n", "text/csv; charset=utf-8"), HttpStatusCode.UnprocessableEntity, "datasets.bad-rows");

        Assert.True(problem.GetProperty("errors").GetArrayLength() >= 2);
        Assert.Contains("row 3", problem.GetProperty("errors")[0].GetProperty("where").GetString(), StringComparison.Ordinal);
        Assert.Equal(before.GetRawText(), (await api.GetAsync("/api/v1/datasets?search=support-golden")).GetRawText());
    }

    [Fact]
    public async Task Freeze_ThenUnfreeze_ShutsTheDoorWithAReasonAndOpensItAgain()
    {
        const string Dataset = "/api/v1/datasets/support-adversarial";
        await RefusedAsync(api.Client.PostAsJsonAsync($"{Dataset}/freeze", new { reason = " " }, None), HttpStatusCode.UnprocessableEntity, "datasets.invalid");

        using var frozen = await api.Client.PostAsJsonAsync($"{Dataset}/freeze", new { reason = "Audit" }, None);
        Assert.Equal(HttpStatusCode.NoContent, frozen.StatusCode);
        await RefusedAsync(ImportAsync("support-adversarial", "id,question\nC-1,Why?\n", "text/csv"), HttpStatusCode.Conflict, "datasets.frozen");
        await RefusedAsync(api.Client.PostAsJsonAsync($"{Dataset}/freeze", new { reason = "again" }, None), HttpStatusCode.Conflict, "datasets.frozen");

        using var opened = await api.Client.PostAsJsonAsync($"{Dataset}/unfreeze", new { reason = "the audit is over" }, None);
        Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        await RefusedAsync(api.Client.PostAsJsonAsync($"{Dataset}/unfreeze", new { reason = "again" }, None), HttpStatusCode.Conflict, "datasets.not-frozen");
        await RefusedAsync(api.Client.PostAsJsonAsync("/api/v1/datasets/none/freeze", new { reason = "x" }, None), HttpStatusCode.NotFound, "datasets.not-found");
        await RefusedAsync(api.Anonymous.PostAsJsonAsync($"{Dataset}/freeze", new { reason = "x" }, None), HttpStatusCode.Unauthorized, "auth.required");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv; charset=latin1")]
    public async Task ImportDataset_OtherContentType_IsRefused(string type) =>
        await RefusedAsync(ImportAsync("support-golden", "x", type), HttpStatusCode.UnsupportedMediaType, "api.content-type");

    [Fact]
    public async Task ImportDataset_TooLarge_IsRefusedBeforeItIsRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets/support-golden/versions");
        request.Headers.ExpectContinue = true;
        request.Content = new StreamContent(new Endless(65L * 1024 * 1024));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-ndjson");

        await RefusedAsync(api.Client.SendAsync(request, None), HttpStatusCode.RequestEntityTooLarge, "api.too-large");
    }

    [Fact]
    public async Task StartRun_WithIdempotencyKey_StartsOneAndServesItsResults()
    {
        await api.EndedAsync("RUN-0002"); // The demo's own first run of it.
        using var first = await StartAsync("support-adversarial", "build-7");
        using var again = await StartAsync("support-adversarial", "build-7");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.False((await DemoApi.BodyAsync(again)).GetProperty("created").GetBoolean());

        var id = (await DemoApi.BodyAsync(first)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/v1/runs/{id}", first.Headers.Location!.ToString());
        var run = await api.EndedAsync(id);

        Assert.Equal("Completed", run.GetProperty("state").GetString());
        var total = run.GetProperty("progress").GetProperty("total").GetInt32();
        Assert.Equal(total, run.GetProperty("progress").GetProperty("done").GetInt32());
        var candidates = run.GetProperty("candidates").EnumerateArray().ToList();
        Assert.All(candidates, candidate => Assert.InRange(candidate.GetProperty("passRate").GetProperty("value").GetDouble(), 0, 1));
        Assert.Equal(1, candidates.Count(candidate => candidate.GetProperty("isBaseline").GetBoolean()));
        Assert.All(
            candidates.Where(candidate => !candidate.GetProperty("isBaseline").GetBoolean()),
            candidate => Assert.NotEqual(JsonValueKind.Null, candidate.GetProperty("versusBaseline").ValueKind));

        var lines = (await ResultsAsync(id, "application/x-ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(total, lines.Length);
        Assert.All(lines, line => Assert.Equal("Done", JsonSerializer.Deserialize<JsonElement>(line).GetProperty("state").GetString()));
        Assert.StartsWith("case,candidate,", await ResultsAsync(id, "text/csv"), StringComparison.Ordinal);
        using var picky = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{id}/results") { Headers = { Accept = { new("image/png") } } };
        await RefusedAsync(api.Client.SendAsync(picky, None), HttpStatusCode.NotAcceptable, "api.accept");
    }

    [Fact]
    public async Task StartRun_UnknownBenchmark_IsNotFound() => await RefusedAsync(StartAsync("none", null), HttpStatusCode.NotFound, "benchmarks.not-found");

    [Theory]
    [InlineData("RUN-9999")]
    [InlineData("abc")]
    [InlineData("-1")]
    public async Task GetRun_Unknown_IsNotFound(string id)
    {
        await RefusedAsync(api.Client.GetAsync($"/api/v1/runs/{id}", None), HttpStatusCode.NotFound, "runs.not-found");
        await RefusedAsync(api.Client.GetAsync($"/api/v1/runs/{id}/results", None), HttpStatusCode.NotFound, "runs.not-found");
    }

    [Fact]
    public async Task FirstStart_WithDemo_RunsTheDemoBenchmark()
    {
        var first = (await api.GetAsync("/api/v1/runs?benchmark=support-baseline")).GetProperty("items").EnumerateArray().Last();

        var run = await api.EndedAsync(first.GetProperty("id").GetString()!);

        Assert.Equal("Completed", run.GetProperty("state").GetString());
        Assert.Equal(0, run.GetProperty("progress").GetProperty("failed").GetInt32());
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_WithoutKey_Answers(string path, string status)
    {
        using var response = await api.Anonymous.GetAsync(path, None);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(status, (await DemoApi.BodyAsync(response)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task OpenApi_ListsEveryCall()
    {
        var paths = (await api.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).Order();

        Assert.Equal(
            [
                "/api/v1/audit/events", "/api/v1/benchmarks", "/api/v1/benchmarks/{key}/runs", "/api/v1/calls", "/api/v1/compare", "/api/v1/datasets",
                "/api/v1/datasets/{key}/cases", "/api/v1/datasets/{key}/freeze", "/api/v1/datasets/{key}/unfreeze", "/api/v1/datasets/{key}/versions", "/api/v1/feedback", "/api/v1/prompts", "/api/v1/prompts/{key}",
                "/api/v1/prompts/{path}", "/api/v1/releases", "/api/v1/releases/{id}", "/api/v1/runs", "/api/v1/runs/{id}", "/api/v1/runs/{id}/cancel",
                "/api/v1/runs/{id}/report", "/api/v1/runs/{id}/results", "/api/v1/systems", "/api/v1/systems/{key}/runs/import",
            ],
            paths);
    }

    private async Task<string> ResultsAsync(string run, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run}/results") { Headers = { Accept = { new(type) } } };
        using var response = await api.Client.SendAsync(request, None);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync(None);
    }

    private async Task<HttpResponseMessage> StartAsync(string benchmark, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/benchmarks/{benchmark}/runs");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await api.Client.SendAsync(request, None);
    }

    private async Task<HttpResponseMessage> ImportAsync(string dataset, string text, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await api.Client.PostAsync($"/api/v1/datasets/{dataset}/versions", content, None);
    }

    private static async Task<JsonElement> RefusedAsync(Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        using var response = await call;
        var body = await DemoApi.BodyAsync(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, body.GetProperty("code").GetString());
        return body;
    }

    private sealed class Endless(long length) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _read; set => _read = value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _read);
            _read += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
