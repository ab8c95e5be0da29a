using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class UsageApiTests(DemoApi api) : IClassFixture<DemoApi>
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_GoodAndBad_AreToldApart()
    {
        var answer = await TakenAsync("calls", $$"""
            {"calls":[{{Call("a-1")}},{{Call("a-2", more: ",\"unknownMember\":{}")}},{{Call("a-1")}},
              {{Call("a-3", status: "fine")}},{{Call("a-4", duration: "\"12\"")}},{{Call("a-5", duration: "1e999")}},null,7,{{Call("a\\ud800")}},
              {{Call("a-6", more: ",\"usage\":{\"inputTokens\":1.5}")}},{{Call("a-7", more: ",\"tags\":\"x\"")}}]}
            """);

        Assert.Equal((2, 1), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32()));
        var rejected = answer.GetProperty("rejected").EnumerateArray().Select(item => (Index: item.GetProperty("index").GetInt32(), Code: item.GetProperty("code").GetString(), Message: item.GetProperty("message").GetString()!)).ToList();
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], rejected.Select(item => item.Index));
        Assert.Equal("calls.status", rejected[0].Code);
        Assert.Equal(["calls.unreadable", "calls.unreadable"], [rejected[1].Code, rejected[3].Code]);
        Assert.Contains("durationMs", rejected[1].Message, StringComparison.Ordinal);
        Assert.Contains(rejected[2].Code, new[] { "calls.duration", "calls.unreadable" });
        Assert.Contains("usage.inputTokens", rejected[6].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_SentTwice_IsTakenOnce()
    {
        var body = $$"""
            {"items":[
              {"id":"f-1","at":"{{Now}}","rating":"down","comment":"wrong","prompt":{"key":"support/answer","version":1} },
              {"id":"f-2","at":"{{Now}}","rating":5},{"id":"f-3","at":"{{Now}}","rating":"5"}]}
            """;

        var first = await TakenAsync("feedback", body);
        var again = await TakenAsync("feedback", body);

        Assert.Equal((2, 0, 1), Counts(first));
        Assert.Equal((0, 2, 1), Counts(again));
        Assert.Equal("feedback.rating", first.GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("calls", "{\"calls\":[]}")]
    [InlineData("feedback", "{\"items\":[]}")]
    public async Task Batch_Empty_IsTaken(string path, string body) => Assert.Equal((0, 0, 0), Counts(await TakenAsync(path, body)));

    [Theory]
    [InlineData("calls", "")]
    [InlineData("calls", "{\"calls\":[{\"id\":\"a\",\"durationMs\":NaN}]}")]
    [InlineData("calls", "{\"calls\":[")]
    [InlineData("calls", "[]")]
    [InlineData("calls", "{\"calls\":{}}")]
    [InlineData("calls", "{\"items\":[]}")]
    [InlineData("feedback", "{\"calls\":[]}")]
    [InlineData("feedback", "null")]
    public async Task Batch_ThatIsNone_IsAProblem(string path, string body) => await RefusedAsync(path, body, HttpStatusCode.BadRequest, "api.bad-request");

    [Fact]
    public async Task Batch_MoreThanAThousand_IsAProblemAndNothingIsTaken()
    {
        await RefusedAsync("calls", $$"""{"calls":[{{string.Join(',', Enumerable.Range(0, 1001).Select(i => Call($"many-{i}")))}}] }""", HttpStatusCode.BadRequest, "usage.too-many");

        Assert.Equal((1000, 0, 0), Counts(await TakenAsync("calls", $$"""{"calls":[{{string.Join(',', Enumerable.Range(0, 1000).Select(i => Call($"many-{i}")))}}] }""")));
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("feedback")]
    public async Task Batch_Over5Megabytes_IsRefusedBeforeItIsRead(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = Json(new string(' ', (5 * 1024 * 1024) + 1)) };
        request.Headers.ExpectContinue = true;
        using var response = await api.Client.SendAsync(request, None);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("api.too-large", (await DemoApi.BodyAsync(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Batch_NoJson_IsRefused()
    {
        using var content = new StringContent("a,b", Encoding.UTF8, "text/csv");
        using var response = await api.Client.PostAsync("/api/v1/calls", content, None);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("api.content-type", (await DemoApi.BodyAsync(response)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("feedback")]
    public async Task Batch_WithoutKey_IsRefused(string path)
    {
        using var response = await api.Anonymous.PostAsync($"/api/v1/{path}", Json("{}"), None);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public void Guardrails_AreCheckedEveryMinute()
    {
        using var connection = api.Services.GetRequiredService<JobStorage>().GetConnection();

        Assert.Equal("* * * * *", Assert.Single(connection.GetRecurringJobs(), job => job.Id == "console:guardrails").Cron);
    }

    private static string Call(string id, string status = "ok", string duration = "12.5", string more = "") =>
        $$"""{"id":"{{id}}","startedAt":"{{Now}}","durationMs":{{duration}},"status":"{{status}}","prompt":{"key":"support/answer","version":1} {{more}} }""";

    private static (int Accepted, int Duplicates, int Rejected) Counts(JsonElement answer) =>
        (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("rejected").GetArrayLength());

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<JsonElement> TakenAsync(string path, string body)
    {
        using var response = await api.Client.PostAsync($"/api/v1/{path}", Json(body), None);
        var answer = await DemoApi.BodyAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, answer.GetRawText());
        return answer;
    }

    private async Task RefusedAsync(string path, string body, HttpStatusCode status, string code)
    {
        using var response = await api.Client.PostAsync($"/api/v1/{path}", Json(body), None);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString());
    }
}
