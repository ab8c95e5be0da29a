using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
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

    private HttpClient Caller()
    {
        var client = host.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
        return client;
    }

    private async Task StoreAsync()
    {
        var actor = Actor.System("test");
        await host.Services.GetRequiredService<CreateSystem>().HandleAsync(new("downloads", new SystemFacts { Name = "Downloads" }), actor, None);
        await host.Services.GetRequiredService<CreateDataset>().HandleAsync(new("downloads", "downloads", "Downloads", DatasetKind.Golden), actor, None);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"C-1","question":"Is hail covered?","expected":"Yes"}"""));
        var added = await host.Services.GetRequiredService<AddDatasetVersion>().HandleAsync(new("downloads", content, DatasetFormat.Jsonl, ""), actor, None);

        // Every test of the class stores the same; only the first makes a version.
        Assert.True(added.IsOk || added.Error.Code == "datasets.unchanged", added.Error?.Message);
    }
}
