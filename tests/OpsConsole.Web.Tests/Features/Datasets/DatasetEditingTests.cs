using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Datasets;
using OpsConsole.Web.Features.Datasets.Checks;
using OpsConsole.Web.Features.Datasets.Compare;
using OpsConsole.Web.Features.Datasets.Editing;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Datasets;

public sealed class DatasetEditingTests : PageTest
{
    private const string Key = "support-golden";

    [Fact]
    public async Task Edit_TagSelectedCases_SavesOneVersionWithItsNote()
    {
        await StoreAsync();
        var page = Open();

        Select(page, "C-1");
        Select(page, "C-3");
        page.Find("[aria-label='Tag to give or take']").Input("hard");
        Press(page, "Give tag");

        Assert.Equal("Tag hard given to 2 cases", page.Find(".edits .ell").TextContent);
        Assert.Equal(["changed", "–", "changed"], page.FindAll("[aria-label=Cases] tbody tr").Select(row => row.Children[6].TextContent.Trim()).Select(text => text == "changed" ? text : "–"));
        page.Find("[aria-label='Change note']").Input("hard ones");
        await page.Find("[aria-label=Save]").SubmitAsync();

        Assert.EndsWith($"/datasets/{Key}/diff?from=1&to=2", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var newest = (await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value.Versions[0];
        Assert.Equal((2, 3, "hard ones"), (newest.Number, newest.Cases, newest.ChangeNote));
    }

    [Fact]
    public async Task Edit_OneCase_KeepsWhatIsTypedUntilItIsSaved()
    {
        await StoreAsync();
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/edit?case=C-2");
        var page = Open();

        Input(page, "question").Input("Is burglary covered?");
        Press(page, "Add an answer");
        Input(page, "Answer 2").Input("Only with the extra");
        Input(page, "Score from which the case passes").Input("much");
        await page.Find("#case-form").SubmitAsync();
        Assert.Equal("this is no number", Field(page, "Score from which the case passes").QuerySelector(".why")!.TextContent.Trim());

        Input(page, "Score from which the case passes").Input("0.5");
        await page.Find("#case-form").SubmitAsync();
        Assert.Equal("C-2 changed", page.Find(".edits .ell").TextContent);
        await page.Find("[aria-label=Save]").SubmitAsync();

        var test = (await Get<GetCase>().HandleAsync(new(Key, 2, "C-2"), Actor, None)).Value;
        Assert.Equal(("Is burglary covered?", 0.5), (test.Title, test.Threshold));
        Assert.Equal(["No", "Only with the extra"], test.Expected);
        Assert.Equal("contains", Assert.Single(test.Assertions).Type);
    }

    [Fact]
    public async Task Edit_SomebodyElseWasFirst_LosesNothingAndCanBePutOntoTheirs()
    {
        await StoreAsync();
        var page = Open();
        Select(page, "C-1");
        page.Find("[aria-label=Split]").Input("test");
        Press(page, "Set split");
        Assert.True((await Get<EditCases>().HandleAsync(new(Key, 1, [new CaseEdit.Tag(["C-1"], ["theirs"], [])], ""), Core.Common.Actor.Person("u-2", "Bea", [Role.Author]), None)).IsOk);

        await page.Find("[aria-label=Save]").SubmitAsync();

        var panel = page.Find("[role=alert]");
        Assert.Contains("Bea added version 2", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("C-1 changed in version 2 too", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal("C-1 put into split test", page.Find(".edits .ell").TextContent);

        Press(page, "Put my change onto version 2");
        await page.Find("[aria-label=Save]").SubmitAsync();
        var test = (await Get<GetCase>().HandleAsync(new(Key, 3, "C-1"), Actor, None)).Value;
        Assert.Equal(("test", "theirs"), (test.Split, test.Tags[^1]));
    }

    [Fact]
    public async Task Diff_TwoVersions_CountsThenShowsTheWords()
    {
        await StoreAsync();
        await Get<EditCases>().HandleAsync(new(Key, 1, [new CaseEdit.Remove(["C-3"]), new CaseEdit.Tag(["C-1"], ["new"], [])], ""), Actor, None);
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/diff?from=1&to=2");

        var page = Render<DatasetDiffPage>(parameters => parameters.Add(diff => diff.Key, Key));

        Assert.Equal("2 cases differ from v1 to v2", page.Find("h1").TextContent.Trim());
        Assert.Equal("new", page.Find("[aria-label='C-1, changed'] ins").TextContent.Trim(',', ' '));
        Assert.Single(page.FindAll("[aria-label='C-3, removed']"));

        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/diff?from=1&to=2&kind=removed");
        page.WaitForAssertion(() => Assert.Equal("C-3", Assert.Single(page.FindAll("article a.o")).TextContent));
    }

    [Fact]
    public async Task Checks_TwoEqualCases_OffersToKeepOne()
    {
        await StoreAsync("""{"id":"C-4","question":"is HAIL covered?","expected":"No"}""");

        var page = Render<DatasetChecksPage>(parameters => parameters.Add(checks => checks.Key, Key));

        // The work is done beside the page's own thread.
        page.WaitForAssertion(() => Assert.StartsWith("1 case of 4 repeats another", page.Find("h1").TextContent.Trim(), StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Contains("Their accepted answers differ", page.Find("[aria-label='Equals of C-1']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Keep C-1, remove the other", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_ThatDoesNotCompile_SaysWhyAndStoresNothing()
    {
        await StoreAsync();
        var page = Render<SchemaPage>(parameters => parameters.Add(schema => schema.Key, Key));

        page.Find("textarea").Input("""{"type":"strin"}""");
        await page.Find("[aria-label=Schema]").SubmitAsync();
        Assert.Contains("The schema is not usable", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        page.Find("textarea").Input("""{"required":["product"]}""");
        await page.Find("[aria-label=Schema]").SubmitAsync();
        Assert.Equal(3, page.FindAll("[aria-label='Cases that do not conform'] tbody tr").Count);
        Assert.NotNull((await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value.VariablesSchema);
    }

    [Fact]
    public async Task Page_FrozenDataset_SaysWhoAndWhyAndOffersNoChange()
    {
        await StoreAsync();
        await Get<FreezeDataset>().HandleAsync(new(Key, true, "Audit"), Actor, None);

        var page = Render<DatasetPage>(parameters => parameters.Add(dataset => dataset.Key, Key));

        Assert.Contains("Maya Lindqvist", page.Find("[role=note]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Audit.", page.Find("[role=note]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Schema", "Unfreeze"], page.FindAll(".oc-ph .act .oc-btn").Select(button => button.TextContent.Trim()));
    }

    [Fact]
    public async Task Page_FilteredBySplit_ShowsThoseCasesAndTheirOrigin()
    {
        await StoreAsync("""{"id":"C-4","vars":{"question":"From a run"},"split":"test","origin":{"kind":"Result","reference":"7","href":"/runs/RUN-0001?case=C-9"}}""");
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}?split=test");

        var page = Render<DatasetPage>(parameters => parameters.Add(dataset => dataset.Key, Key));

        Assert.Equal("C-4", Assert.Single(page.FindAll("[aria-label=Cases] td a.o")).TextContent);
        Assert.Equal("Result", page.Find("[aria-label=Cases] a[href='/runs/RUN-0001?case=C-9']").TextContent);
    }

    private IRenderedComponent<EditCasesPage> Open() => Render<EditCasesPage>(parameters => parameters.Add(page => page.Key, Key));

    private static void Select(IRenderedComponent<EditCasesPage> page, string key) => page.Find($"[aria-label='Select {key}']").Change(true);

    private static void Press<T>(IRenderedComponent<T> page, string word)
        where T : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == word).Click();

    private async Task StoreAsync(string more = "")
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreateDataset>().HandleAsync(new("support-assistant", Key, "Golden", DatasetKind.Golden), Actor, None)).IsOk);
        var jsonl = $$"""
            {"id":"C-1","question":"Is hail covered?","expected":"Yes","tags":["storm"]}
            {"id":"C-2","question":"Is theft covered?","expected":"No","tags":["theft"],"assert":[{"type":"contains","value":"No"}]}
            {"id":"C-3","question":"What does glass insurance cost a year?","expected":"12 euros"}
            {{more}}
            """;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(jsonl));
        var added = await Get<AddDatasetVersion>().HandleAsync(new(Key, content, DatasetFormat.Jsonl, "First"), Actor, None);
        Assert.True(added.IsOk, added.Error?.Message);
    }
}
