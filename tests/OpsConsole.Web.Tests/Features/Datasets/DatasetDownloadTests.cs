using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Usage.Model;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Datasets;

[Collection(OneHostAtATime.Name)]
public sealed class DatasetDownloadTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "text/csv", "downloads-v1.csv", "C-1")]
    [InlineData("jsonl", "application/x-ndjson", "downloads-v1.jsonl", "\"C-1\"")]
    [InlineData("yaml", "application/yaml", "downloads-v1.yaml", "- {")]
    public async Task Export_InAFormat_SendsTheFileUnderItsName(string format, string type, string name, string holds)
    {
        await StoreAsync();
        using var caller = Caller();

        var answer = await caller.GetAsync($"/datasets/downloads/export?version=1&format={format}", None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((type, name), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets/downloads/export?format=xlsx", HttpStatusCode.BadRequest)]
    [InlineData("/datasets/downloads/export?format=7", HttpStatusCode.BadRequest)]
    [InlineData("/datasets/downloads/export?version=99", HttpStatusCode.NotFound)]
    [InlineData("/datasets/nothing/export", HttpStatusCode.NotFound)]
    public async Task Export_OfWhatIsNotThere_IsRefused(string path, HttpStatusCode status)
    {
        await StoreAsync();
        using var caller = Caller();

        Assert.Equal(status, (await caller.GetAsync(path, None)).StatusCode);
    }

    [Fact]
    public async Task Export_WithoutASession_LeadsToSignIn()
    {
        using var browser = host.Browser();

        var answer = await browser.GetAsync("/datasets/downloads/export", None);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/account/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddCase_FromACall_IsStoredWithItsOriginAndRefusedWithoutOne()
    {
        await StoreAsync();
        await using (var context = await host.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
        {
            context.Calls.Add(new RecordedCall { CallId = "call-api", Tags = [] });
            await context.SaveChangesAsync(None);
        }

        var added = await PostAsync("""{"vars":{"question":"From production"},"answers":["Yes"],"split":"test","origin":{"kind":"call","reference":"call-api"}}""");
        var unknown = await PostAsync("""{"vars":{"question":"x"},"origin":{"kind":"call","reference":"nobody"}}""");
        var kind = await PostAsync("""{"vars":{"question":"x"},"origin":{"kind":"dream","reference":"call-api"}}""");
        var misspelt = await PostAsync("""{"vars":{"question":"x"},"orgin":{"kind":"call","reference":"call-api"}}""");
        var empty = await PostAsync("{}");

        Assert.Equal((HttpStatusCode.Created, "C-0002"), (added.Status, added.Body.GetProperty("id").GetString()));
        var test = (await host.Services.GetRequiredService<GetCase>().HandleAsync(new("downloads", null, "C-0002"), Actor.System("test"), None)).Value;
        Assert.Equal(("test", new CaseOrigin(CaseOriginKind.Call, "call-api", null)), (test.Split, test.Origin));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "datasets.origin-not-found"), (unknown.Status, unknown.Body.GetProperty("code").GetString()));
        Assert.Equal("origin.kind", kind.Body.GetProperty("errors")[0].GetProperty("where").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, misspelt.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string json)
    {
        using var caller = Caller();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await caller.PostAsync("/api/v1/datasets/downloads/cases", content, None);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(None)));
    }

    private HttpClient Caller()
    {
        var client = host.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
        return client;
    }

    private async Task StoreAsync()
    {
        if ((await host.Services.GetRequiredService<GetDataset>().HandleAsync("downloads", Actor.System("test"), None)) is { IsOk: true, Value.LatestVersion: > 0 })
            return;

        var actor = Actor.System("test");
        await host.Services.GetRequiredService<CreateSystem>().HandleAsync(new("downloads", new SystemFacts { Name = "Downloads" }), actor, None);
        await host.Services.GetRequiredService<CreateDataset>().HandleAsync(new("downloads", "downloads", "Downloads", DatasetKind.Golden), actor, None);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"C-1","question":"Is hail covered?","expected":"Yes"}"""));
        var added = await host.Services.GetRequiredService<AddDatasetVersion>().HandleAsync(new("downloads", content, DatasetFormat.Jsonl, ""), actor, None);
        Assert.True(added.IsOk, added.Error?.Message);
    }
}
