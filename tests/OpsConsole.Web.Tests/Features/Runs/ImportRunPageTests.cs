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

    [Fact]
    public async Task Import_OfSeveralFiles_NamesTheBadOneAndTakesWhatRemains()
    {
        var page = await UploadAsync(Evaluation("Hail", 1), "{", Evaluation("Fire", 1));

        page.WaitForAssertion(() => Assert.StartsWith("file 2, 2.jsonThe file is no JSON", page.Find("[aria-label='What cannot be read'] tbody tr").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("1.json and 2 other files", page.Find("#import-results-hint").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[aria-label=Import] .go button").HasAttribute("disabled"));

        page.FindComponents<InputFile>()[1].UploadFiles(
            InputFileContent.CreateFromText(Evaluation("Hail", 1), "1.json"), InputFileContent.CreateFromText("how to read these", "readme.txt"), InputFileContent.CreateFromText(Evaluation("Hail", 2), "2.json"));

        page.WaitForAssertion(() => Assert.Equal("Import 2 results", page.Find("[aria-label=Import] .go button").TextContent), TimeSpan.FromSeconds(5));
        Assert.False(page.Find("[aria-label=Import] .go button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Import_BeforeASystemIsChosen_TakesNoFile()
    {
        await SeedAsync();
        var page = Render<ImportRunPage>();

        Assert.All(page.FindAll("input[type=file]"), field => Assert.True(field.HasAttribute("disabled")));
        Assert.Equal("Choose a system first.", page.Find("#import-results-hint").TextContent);
    }

    private static string Evaluation(string scenario, int iteration) =>
        "{\"scenarioName\":\"" + scenario + "\",\"iterationName\":\"" + iteration + "\",\"executionName\":\"e\",\"messages\":[],\"evaluationResult\":{\"metrics\":{\"Grounded\":{\"value\":true}}}}";

    private async Task<IRenderedComponent<ImportRunPage>> UploadAsync(params string[] files)
    {
        await SeedAsync();
        var page = Render<ImportRunPage>();
        page.Find("select").Change("1");
        page.FindComponent<InputFile>().UploadFiles([.. files.Select((json, index) => InputFileContent.CreateFromText(json, $"{index + 1}.json"))]);
        return page;
    }
}
