using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Features.Runs;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Runs;

public sealed class ImportRunPageTests : RunPageTest
{
    private const string Clean = """{"results":{"version":3,"results":[{"vars":{"question":"Hail?"},"provider":"openai:x","prompt":{"raw":"Hail?","label":"p"},"response":{"output":"Yes"},"success":true,"score":1}]}}""";

    [Fact]
    public async Task Import_OfACleanFile_ShowsWhatItBecomesAndOpensTheRun()
    {
        var page = await UploadAsync(Clean);

        page.WaitForAssertion(() => Assert.Equal("Import 1 result", page.Find("[aria-label=Import] .go button").TextContent), TimeSpan.FromSeconds(5));
        Assert.Contains("a prompt is made for it", page.Find("[aria-label=Candidates]").TextContent, StringComparison.Ordinal);
        Assert.Contains("never evidence for a gate", page.Markup, StringComparison.Ordinal);

        await page.Find("[aria-label=Import]").SubmitAsync();

        page.WaitForAssertion(() => Assert.EndsWith("/runs/RUN-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Import_OfAFaultyFile_NamesEachPlaceAndCannotBeStored()
    {
        var page = await UploadAsync(Clean.Replace("\"score\":1", "\"score\":\"NaN\"", StringComparison.Ordinal));

        page.WaitForAssertion(() => Assert.Contains("score is \"NaN\", which is not a number", page.Find("[aria-label='What cannot be read']").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.True(page.Find("[aria-label=Import] .go button").HasAttribute("disabled"));

        await page.Find("[aria-label=Import]").SubmitAsync();

        Assert.Empty((await OkAsync(Get<ListRuns>().HandleAsync(new(), Actor, None))).Items);
    }

    private async Task<IRenderedComponent<ImportRunPage>> UploadAsync(string json)
    {
        await SeedAsync();
        var page = Render<ImportRunPage>();
        page.Find("select").Change("1");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(json, "out.json"));
        return page;
    }
}
