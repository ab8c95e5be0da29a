using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class AuditApiTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_AreReadOnwardsAndFiltered()
    {
        for (var number = 1; number <= 3; number++)
            await HappenAsync("exception.requested", $"EXC-000{number}");
        await HappenAsync("incident.declared", "INC-0001");

        var first = await GetAsync("/api/v1/audit/events?action=exception&limit=2");
        var second = await GetAsync($"/api/v1/audit/events?action=exception&limit=2&after={first.GetProperty("next").GetString()}");

        Assert.Equal(["EXC-0003", "EXC-0002", "EXC-0001"], Keys(first).Concat(Keys(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var newest = first.GetProperty("items")[0];
        Assert.Equal("Ok", newest.GetProperty("outcome").GetString());
        Assert.Equal("Person", newest.GetProperty("actor").GetProperty("kind").GetString());
        Assert.Equal(14, newest.GetProperty("payload").GetProperty("days").GetInt32());
        Assert.Equal(["INC-0001"], Keys(await GetAsync("/api/v1/audit/events?object=INC-0001&outcome=Ok&from=2020-01-01")));
        Assert.Empty(Keys(await GetAsync("/api/v1/audit/events?object=INC-0001&to=2020-01-01")));
    }

    [Theory]
    [InlineData("limit=501", "api.limit")]
    [InlineData("after=x", "audit.after")]
    [InlineData("outcome=nonsense", "api.bad-request")]
    [InlineData("from=yesterday", "api.bad-request")]
    public async Task Events_QuestionThatIsNone_IsRefused(string query, string code)
    {
        using var caller = Caller();
        using var answer = await caller.GetAsync($"/api/v1/audit/events?{query}", None);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(None)).RootElement.GetProperty("code").GetString());
    }

    private static List<string?> Keys(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("object").GetProperty("key").GetString())];

    private async Task<JsonElement> GetAsync(string path)
    {
        using var caller = Caller();
        return JsonDocument.Parse(await caller.GetStringAsync(path, None)).RootElement;
    }

    private HttpClient Caller()
    {
        var caller = host.Browser();
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
        return caller;
    }

    private async Task HappenAsync(string action, string key)
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        host.Services.GetRequiredService<IAuditLog>().Append(
            context, Actor.Person("u-ada", "Ada", [Role.Engineer]), new AuditEntry(action, "exception", key) { Details = new { days = 14 } });
        await context.SaveChangesAsync(None);
    }
}
