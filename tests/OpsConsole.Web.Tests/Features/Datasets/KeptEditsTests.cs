using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Datasets.Editing;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Datasets;

/// <summary>Changes to cases that are not saved outlive the connection: the browser keeps them and the page offers them back.</summary>
public sealed class KeptEditsTests : PageTest
{
    private const string Key = "support-golden";
    private const string Name = "cases.support-golden";

    private readonly BunitJSModuleInterop _browser;

    public KeptEditsTests()
    {
        _browser = JSInterop.SetupModule("./js/console.js");
        _browser.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task BulkChange_IsKeptInTheBrowserAndForgottenOnceSaved()
    {
        await StoreAsync();
        var page = Open();

        page.Find("[aria-label='Select C-1']").Change(true);
        page.Find("[aria-label=Split]").Input("test");
        Press(page, "Set split");

        page.WaitForAssertion(() => Assert.Equal("C-1", Assert.IsType<CaseEdit.Split>(Assert.Single(LastKept()!.Edits)).Keys[0]));
        Assert.Equal((1, null), (LastKept()!.BasedOn, LastKept()!.Draft));
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "forget");

        await page.Find("[aria-label=Save]").SubmitAsync();
        Assert.Contains(_browser.Invocations, call => call.Identifier == "forget" && Equals(call.Arguments[0], Name));
    }

    [Fact]
    public async Task OpenForm_IsKeptWhileItIsTypedAndNotWhenItWasOnlyOpened()
    {
        await StoreAsync();
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/edit?case=C-2");
        var page = Open();
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "keep");

        Input(page, "question").Input("Is burglary covered?");

        page.WaitForAssertion(() => Assert.Contains(LastKept()!.Draft!.Variables, variable => variable.Text == "Is burglary covered?"));
        Assert.Equal("C-2", LastKept()!.OpenCase);
    }

    /// <summary>A new case that is opened again is one case, in its form or in the list.</summary>
    [Fact]
    public async Task NewCaseOpenedAgain_IsKeptOnceAndClosedStandsInTheListAgain()
    {
        await StoreAsync();
        var page = Open();
        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/edit?case=%20new");
        page.WaitForElement("#case-form");
        Input(page, "question").Input("New one");
        await page.Find("#case-form").SubmitAsync();
        Press(page, "Edit");
        page.WaitForElement("#case-form");

        Input(page, "question").Input("New one, changed");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains(LastKept()!.Draft!.Variables, variable => variable.Text == "New one, changed"));
        Assert.Empty(LastKept()!.Edits);

        Get<NavigationManager>().NavigateTo($"/datasets/{Key}/edit");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Single(LastKept()!.Edits));
        Assert.Null(LastKept()!.Draft);
    }

    [Fact]
    public async Task KeptChanges_AreOfferedBackWithTheirTimeAndTaken()
    {
        await StoreAsync();
        Keep(new KeptEdits(1, "hard ones", [new CaseEdit.Remove(["C-1"]), new CaseEdit.Add(Written("New one"))]));

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("You have unsaved changes from 08:02", page.Find("[role=status].bar").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".edits .ell"));
        Press(page, "Take them back");
        page.WaitForAssertion(() => Assert.Equal(["C-1 removed", "New case"], page.FindAll(".edits .ell").Select(edit => edit.TextContent)));
        Assert.Equal("hard ones", page.Find("[aria-label='Change note']").GetAttribute("value"));
        Assert.Empty(page.FindAll("[role=status].bar"));

        await page.Find("[aria-label=Save]").SubmitAsync();
        Assert.Equal((2, 2), ((await DatasetAsync()).LatestVersion, (await DatasetAsync()).Versions[0].Cases));
    }

    [Fact]
    public async Task KeptForm_IsOpenedAgainWithWhatWasTyped()
    {
        await StoreAsync();
        var draft = CaseDraftInput.Of(Written("Is burglary covered?"));
        draft.Threshold = "much";
        Keep(new KeptEdits(1, "", [], "C-2", draft));

        var page = Open();
        page.WaitForElement("[role=status].bar");
        Press(page, "Take them back");

        page.WaitForAssertion(() => Assert.EndsWith("case=C-2", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("much", Input(page, "Score from which the case passes").GetAttribute("value")));
        Assert.Equal("Is burglary covered?", Input(page, "question").GetAttribute("value"));
    }

    [Fact]
    public async Task KeptChanges_OverAVersionThatSomebodyFollowed_EndInTheConflictAndNotOnTopOfTheirs()
    {
        await StoreAsync();
        Assert.True((await Get<EditCases>().HandleAsync(new(Key, 1, [new CaseEdit.Tag(["C-1"], ["theirs"], [])], ""), Core.Common.Actor.Person("u-2", "Bea", [Role.Author]), None)).IsOk);
        Keep(new KeptEdits(1, "", [new CaseEdit.Split(["C-1"], "test")]));

        var page = Open();
        page.WaitForElement("[role=status].bar");
        Press(page, "Take them back");
        page.WaitForElement(".edits .ell");
        await page.Find("[aria-label=Save]").SubmitAsync();

        Assert.Contains("Bea added version 2", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeptChanges_Discarded_AreForgotten()
    {
        await StoreAsync();
        Keep(new KeptEdits(1, "", [new CaseEdit.Remove(["C-1"])]));
        var page = Open();

        page.WaitForElement("[role=status].bar");
        Press(page, "Discard");

        page.WaitForAssertion(() => Assert.Contains(_browser.Invocations, call => call.Identifier == "forget" && Equals(call.Arguments[0], Name)));
        Assert.Empty(page.FindAll("[role=status].bar"));
    }

    [Theory]
    [InlineData("{\"Edits\":[{\"$type\":\"other\"}]}")]
    [InlineData("no json")]
    [InlineData("{}")]
    public async Task KeptText_ThatCannotBeRead_IsForgottenWithoutAWord(string text)
    {
        await StoreAsync();
        _browser.Setup<BrowserModule.Kept?>("kept", Name).SetResult(new(0, text, []));

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains(_browser.Invocations, call => call.Identifier == "forget"));
        Assert.Empty(page.FindAll("[role=status].bar"));
    }

    private static CaseInput Written(string question) => CaseDraftInput.Of(new CaseInput { Variables = System.Text.Json.JsonSerializer.SerializeToElement(new { question }) }).Take().Case!;

    private KeptEdits? LastKept() => KeptEdits.Of(_browser.Invocations.Where(call => call.Identifier == "keep" && Equals(call.Arguments[0], Name)).Select(call => (string?)call.Arguments[1]).LastOrDefault());

    private void Keep(KeptEdits edits) =>
        _browser.Setup<BrowserModule.Kept?>("kept", Name).SetResult(new(Now.AddMinutes(-40).ToUnixTimeMilliseconds(), edits.ToText(), []));

    private IRenderedComponent<EditCasesPage> Open() => Render<EditCasesPage>(parameters => parameters.Add(page => page.Key, Key));

    private static void Press<T>(IRenderedComponent<T> page, string word)
        where T : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == word).Click();

    private async Task<GetDataset.Details> DatasetAsync() => (await Get<GetDataset>().HandleAsync(Key, Actor, None)).Value;

    private async Task StoreAsync()
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreateDataset>().HandleAsync(new("support-assistant", Key, "Golden", DatasetKind.Golden), Actor, None)).IsOk);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"id":"C-1","question":"Is hail covered?","expected":"Yes"}
            {"id":"C-2","question":"Is theft covered?","expected":"No"}
            """));
        Assert.True((await Get<AddDatasetVersion>().HandleAsync(new(Key, content, DatasetFormat.Jsonl, "First"), Actor, None)).IsOk);
    }
}
