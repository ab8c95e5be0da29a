using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Endpoints;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

[Collection(OneHostAtATime.Name)]
public sealed class PromptApiTests(PromptApi api) : IClassFixture<PromptApi>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_FirstAndAgain_IsTheSameByBothWays()
    {
        var version = await PutAsync("api/both/ways", "text");

        using var cold = await api.Client.GetAsync("/api/v1/prompts/api/both/ways?label=production", None);
        using var warm = await api.Client.GetAsync("/api/v1/prompts/api/both/ways", None);

        // Pages' headers tell the long way from the short one.
        Assert.True(cold.Headers.Contains("Content-Security-Policy"));
        Assert.False(warm.Headers.Contains("Content-Security-Policy"));
        Assert.Equal(await cold.Content.ReadAsStringAsync(None), await warm.Content.ReadAsStringAsync(None));
        foreach (var response in new[] { cold, warm })
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal($"\"{version.ContentHash}\"", response.Headers.ETag?.Tag);
            Assert.Equal("max-age=60, private", response.Headers.CacheControl?.ToString());
            Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("OpsConsole-Served-From"));
        }
    }

    [Theory]
    [InlineData("HASH", HttpStatusCode.NotModified)]
    [InlineData("\"other\", W/HASH", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task Get_IfNoneMatch_IsNotModifiedWhereItMatches(string held, HttpStatusCode expected)
    {
        var hash = (await PutAsync("api/held", "text")).ContentHash;
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/prompts/api/held");
            request.Headers.TryAddWithoutValidation("If-None-Match", held.Replace("HASH", $"\"{hash}\"", StringComparison.Ordinal));
            using var response = await api.Client.SendAsync(request, None);

            Assert.Equal(expected, response.StatusCode);
            Assert.Equal($"\"{hash}\"", response.Headers.ETag?.Tag);
            Assert.Equal(expected == HttpStatusCode.NotModified, (await response.Content.ReadAsByteArrayAsync(None)).Length == 0);
        }
    }

    [Theory]
    [InlineData("none", HttpStatusCode.NotFound, "prompts.not-found")]
    [InlineData("api/codes?label=none", HttpStatusCode.NotFound, "prompts.label-not-found")]
    [InlineData("api/codes?version=99", HttpStatusCode.NotFound, "prompts.version-not-found")]
    [InlineData("api/codes?version=1&label=production", HttpStatusCode.BadRequest, "prompts.label-and-version")]
    [InlineData("api/codes?version=0", HttpStatusCode.BadRequest, "prompts.bad-version")]
    [InlineData("api/codes?version=-1", HttpStatusCode.BadRequest, "prompts.bad-version")]
    [InlineData("api/codes?version=two", HttpStatusCode.BadRequest, "prompts.bad-version")]
    [InlineData("api/codes?version=99999999999", HttpStatusCode.BadRequest, "prompts.bad-version")]
    public async Task Get_WhatCannotBeAnswered_IsAProblemWithACode(string path, HttpStatusCode status, string code)
    {
        await PutAsync("api/codes", "text");
        await RefusedAsync(api.Client.GetAsync($"/api/v1/prompts/{path}", None), status, code);
    }

    [Fact]
    public async Task Get_LongSubject_IsRefusedColdAndWarm()
    {
        await PutAsync("api/subject", "text");
        var address = $"/api/v1/prompts/api/subject?subject={new string('s', 1025)}";

        await RefusedAsync(api.Client.GetAsync(address, None), HttpStatusCode.BadRequest, "prompts.subject-too-long");
        using var fine = await api.Client.GetAsync($"/api/v1/prompts/api/subject?subject={new string('s', 1024)}", None);
        Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
        await RefusedAsync(api.Client.GetAsync(address, None), HttpStatusCode.BadRequest, "prompts.subject-too-long");
    }

    [Fact]
    public async Task Get_WithoutAValidKey_IsRefusedWarmToo()
    {
        await PutAsync("api/secret", "text");
        using var warm = await api.Client.GetAsync("/api/v1/prompts/api/secret", None);

        await RefusedAsync(api.Anonymous.GetAsync("/api/v1/prompts/api/secret", None), HttpStatusCode.Unauthorized, "auth.required");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/prompts/api/secret");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "other-key");
        await RefusedAsync(api.Anonymous.SendAsync(request, None), HttpStatusCode.Unauthorized, "auth.required");
    }

    [Fact]
    public async Task Get_Draft_MayNotBeKept()
    {
        await api.Shelf.AddAsync("api/draft", "text", draft: true);

        using var response = await api.Client.GetAsync("/api/v1/prompts/api/draft?label=latest", None);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task Get_LabelThatAPersonMoves_IsServedByTheNextRequest()
    {
        await api.Shelf.PointAsync(await api.Shelf.AddAsync("api/moved", "old"), "staging");
        await api.Shelf.AddAsync("api/moved", "new");
        const string address = "/api/v1/prompts/api%2Fmoved?label=staging";
        using var before = await api.Client.GetAsync(address, None);
        Assert.Equal(1, (await DemoApi.BodyAsync(before)).GetProperty("version").GetInt32());

        var moved = await api.Get<MoveLabel>().HandleAsync(new("api/moved", "staging", 2), TestConsole.Engineer, None);

        Assert.True(moved.IsOk, moved.Error?.Message);
        using var after = await api.Client.GetAsync(address, None);
        var body = await DemoApi.BodyAsync(after);
        Assert.Equal(2, body.GetProperty("version").GetInt32());
        Assert.Equal(moved.Value, body.GetProperty("release").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Get_DatabaseAway_ServesFromMemoryAndHealthSaysSo()
    {
        await PutAsync("api/away", "text");
        using var before = await api.Client.GetAsync("/api/v1/prompts/api/away", None);
        api.Database.IsAway = true;
        try
        {
            api.Get<ChangeFeed>().Publish(ChangeFeed.Labels);
            using var away = await api.Client.GetAsync("/api/v1/prompts/api/away", None);
            Assert.Equal(HttpStatusCode.OK, away.StatusCode);
            Assert.Equal(["memory"], away.Headers.GetValues("OpsConsole-Served-From"));
            Assert.NotNull(away.Headers.Age);
            await RefusedAsync(api.Client.GetAsync("/api/v1/prompts/api/never-seen", None), HttpStatusCode.ServiceUnavailable, "prompts.unavailable");

            using var health = await api.Anonymous.GetAsync("/health/ready", None);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.StartsWith("from memory", (await DemoApi.BodyAsync(health)).GetProperty("prompts").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            api.Database.IsAway = false;
        }
    }

    [Theory]
    [InlineData("support/answer", true)]
    [InlineData("support/versions-of-it", true)]
    [InlineData("versions", true)]
    [InlineData("support/answer/versions", false)]
    [InlineData("support/answer/versions/7", false)]
    [InlineData("support%2Fanswer%2Fversions", false)]
    public void Route_AddressesOfVersions_AreLeftToOthers(string path, bool isKey) =>
        Assert.Equal(isKey, new PromptKeyConstraint().Match(null, null, "key", new RouteValueDictionary { ["key"] = path }, RouteDirection.IncomingRequest));

    [Fact]
    public async Task List_BesideTheCatchAll_StillAnswers()
    {
        await PutAsync("api/listed", "text");

        using var list = await api.Client.GetAsync("/api/v1/prompts?search=api/listed", None);

        Assert.Equal(1, (await DemoApi.BodyAsync(list)).GetProperty("items").GetArrayLength());
    }

    private async Task<PromptVersion> PutAsync(string key, string text)
    {
        var version = await api.Shelf.AddAsync(key, text);
        await api.Shelf.PointAsync(version);
        api.Get<ChangeFeed>().Publish(ChangeFeed.Labels);
        return version;
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        using var response = await call;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await DemoApi.BodyAsync(response)).GetProperty("code").GetString());
    }
}
