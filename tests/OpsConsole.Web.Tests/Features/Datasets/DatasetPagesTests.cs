using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Datasets;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Datasets;

public sealed class DatasetPagesTests : PageTest
{
    private const string Key = "support-golden";

    private const string Clean = """
        {"id":"C-1","question":"Is hail covered?","expected":"Yes","tags":["storm"]}
        {"id":"C-2","question":"Is theft covered?","expected":"No","tags":["theft"],"assert":[{"type":"contains","value":"No"}]}
        """;

    private const string Faulty = """
        {"id":"C-1","question":"Is hail covered?","expected":"Yes"}
        {"id":"C-1","question":"Again","expected":"No"}
        {"id":"C-3","question":
        """;

    [Fact]
    public async Task Page_FilteredByTag_ShowsThoseCasesAndTheChip()
    {
        await StoreAsync(Clean);
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}?tag=theft");

        var page = Open();

        Assert.Equal("C-2", Assert.Single(page.FindAll("[aria-label=Cases] td a.o")).TextContent);
        Assert.Contains("theft", page.Find(".oc-chip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void New_WithoutAnySystem_SaysWhatComesFirst() =>
        Assert.Equal("/systems/new", Render<NewDatasetPage>().Find("form .oc-note-line a").GetAttribute("href"));

    [Fact]
    public async Task Page_SortedDownwards_KeepsTheOrderInTheAddress()
    {
        await StoreAsync(Clean);
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}?sort=-id");

        var page = Open();

        Assert.Equal(["C-2", "C-1"], page.FindAll("[aria-label=Cases] td a.o").Select(link => link.TextContent));
        Assert.Equal("descending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Page_WithACaseInTheAddress_OpensItWhole()
    {
        await StoreAsync(Clean);
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}?case=C-2");

        var drawer = Open().Find("[role=dialog]");

        Assert.Contains("Is theft covered?", drawer.TextContent, StringComparison.Ordinal);
        Assert.Contains("contains", drawer.QuerySelector("[aria-label='Own checks']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAFaultyFile_NamesEveryFaultAndStoresNothing()
    {
        await CreateAsync();
        var page = Render<ImportPage>(parameters => parameters.Add(import => import.Key, Key));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Faulty, "cases.jsonl"));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[aria-label=Faults] tbody tr").Count), TimeSpan.FromSeconds(5));
        Assert.Equal("2 faults in 3 rows", page.Find("h1").TextContent.Trim());
        Assert.True(page.Find("[aria-label=Import] .go button").HasAttribute("disabled"));
        Assert.Contains("2 faults in the file", page.Find("[aria-label=Import] .oc-off").TextContent, StringComparison.Ordinal);
        Assert.Contains("cases.jsonl", page.Find(".hint").TextContent, StringComparison.Ordinal);

        await page.Find("[aria-label=Import]").SubmitAsync();
        Assert.Equal(0, (await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value.LatestVersion);
    }

    [Fact]
    public async Task Import_OfACleanFile_ShowsItsCasesAndStoresThemOnlyWhenPressed()
    {
        await CreateAsync();
        var page = Render<ImportPage>(parameters => parameters.Add(import => import.Key, Key));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Clean, "cases.jsonl"));
        page.WaitForAssertion(() => Assert.Equal("Import 2 cases as version 1", page.Find("[aria-label=Import] .go button").TextContent), TimeSpan.FromSeconds(5));
        Assert.Equal(0, (await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value.LatestVersion);

        await page.Find("[aria-label=Import]").SubmitAsync();

        Assert.EndsWith($"/datasets/{Key}?v=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(2, (await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value.Versions[0].Cases);
    }

    [Fact]
    public async Task Import_OfPastedText_TellsTheFormatByItself()
    {
        await CreateAsync();
        var page = Render<ImportPage>(parameters => parameters.Add(import => import.Key, Key));

        page.Find("details textarea").Input("question,answer\nIs hail covered?,Yes\n");
        await page.Find("details form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("1 case, no fault", page.Find("h1").TextContent.Trim()), TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("  {\"id\":1}", DatasetFormat.Jsonl)]
    [InlineData("- vars:", DatasetFormat.Yaml)]
    [InlineData("tests:\n- vars:", DatasetFormat.Yaml)]
    [InlineData("question,answer", DatasetFormat.Csv)]
    public void FormatOf_Text_GoesByItsStart(string text, DatasetFormat format) => Assert.Equal(format, DatasetWords.FormatOf(text));

    private IRenderedComponent<DatasetPage> Open() => Render<DatasetPage>(parameters => parameters.Add(page => page.Key, Key));

    private async Task CreateAsync()
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreateDataset>().HandleAsync(new("support-assistant", Key, "Golden", DatasetKind.Golden), Actor, None)).IsOk);
    }

    private async Task StoreAsync(string jsonl)
    {
        await CreateAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(jsonl));
        var added = await Get<AddDatasetVersion>().HandleAsync(new(Key, content, DatasetFormat.Jsonl, "First"), Actor, None);
        Assert.True(added.IsOk, added.Error?.Message);
    }
}
