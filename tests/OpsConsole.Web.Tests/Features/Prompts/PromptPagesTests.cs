using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Prompts;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Prompts;

public sealed class PromptPagesTests : PageTest
{
    private const string Key = "support/answer";

    [Fact]
    public async Task List_OfAFolder_ShowsOnlyWhatIsBelowIt()
    {
        await AddPromptAsync(Key);
        await AddPromptAsync("supporting/letter");
        Get<NavigationManager>().NavigateTo("/prompts?folder=support");

        var page = Render<PromptsPage>();

        Assert.Equal("/prompts/support/answer", Assert.Single(page.FindAll("td a.o")).GetAttribute("href"));
        Assert.EndsWith("/prompts", page.Find(".oc-chip a.x").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutANumber_ShowsTheNewestVersionRenderedWithItsSamples()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("Old {{ question }}", "First");
        await AddVersionAsync("Answer: {{ question }}", "Second");

        var page = Open(Key);

        Assert.Contains("v2", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Second", "First"], page.FindAll("aside .note").Select(note => note.TextContent));
        Assert.Contains("Answer: Is hail covered?", page.Find("[aria-label='Rendered messages']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithTwoVersionsInTheAddress_ShowsWhatChanged()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("Answer briefly: {{ question }}", "First");
        await AddVersionAsync("Answer kindly: {{ question }}", "Second");
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?compare=1..2");

        var page = Open(Key);

        Assert.Equal("briefly", page.Find("del").TextContent);
        Assert.Equal("kindly", page.Find("ins").TextContent);
    }

    [Fact]
    public async Task Page_AsViewer_TurnsNewVersionOffAndSaysWhoMay()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("{{ question }}", "First");
        SignIn(Role.Viewer);

        Assert.Contains("Author", Open(Key).Find("header .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_WithABrokenTemplate_NamesLineAndColumnAndKeepsTheLastGoodRender()
    {
        var page = await EditAsync("Answer: {{ question }}");

        page.Find("textarea").Input("Answer:\n{{ question");

        page.WaitForAssertion(() => Assert.Contains("Line 2", page.Find(".oc-edit .why").TextContent, StringComparison.Ordinal));
        Assert.Contains("Last good render", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Answer: Is hail covered?", page.Find("[aria-label='Rendered messages']").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("form .go button").HasAttribute("disabled"));
        Assert.Contains("1 error", page.Find("form .oc-off").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_WithAnUndeclaredVariable_OffersToDeclareIt()
    {
        var page = await EditAsync("Answer: {{ question }}");

        page.Find("textarea").Input("{{ question }} {{ tone }}");
        page.WaitForAssertion(() => Assert.Contains("'tone'", page.Find("[aria-label=Problems]").TextContent, StringComparison.Ordinal));
        page.FindAll("[aria-label=Problems] button").Single().Click();
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label=Problems]")));
        Assert.Equal("tone", page.FindAll("[aria-label^='Name of variable']")[^1].GetAttribute("value"));
    }

    [Fact]
    public async Task Editor_WithoutAChangeNote_CannotSave()
    {
        var page = await EditAsync("Answer: {{ question }}");
        page.Find("textarea").Input("Reply: {{ question }}");
        await page.Find("form").SubmitAsync();

        Assert.Contains("a change note is missing", page.Find("form .oc-off").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await Get<GetPrompt>().HandleAsync(Key, Actor, None)).Value.LatestVersion);
    }

    [Fact]
    public async Task Editor_Saved_StoresTheNextVersionAndShowsIt()
    {
        var page = await EditAsync("Answer: {{ question }}");
        page.Find("textarea").Input("Reply: {{ question }}");
        Type(page, "Change note", "Shorter");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith($"/prompts/{Key}?v=2", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var version = (await Get<GetPromptVersion>().HandleAsync(Key, 2, Actor, None)).Value;
        Assert.Equal(("Reply: {{ question }}", "Shorter"), (version.Content.Messages[0].Content, version.ChangeNote));
    }

    [Fact]
    public async Task Editor_WithAnotherModelChosenForThePrice_KeepsWhatWasWritten()
    {
        var page = await EditAsync("Answer: {{ question }}");
        page.Find("textarea").Input("Reply: {{ question }}");

        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&model=builtin%2Flead");

        Assert.EndsWith("model=builtin%2Flead", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("Reply: {{ question }}", page.Find("textarea").GetAttribute("value"));
    }

    private async Task<IRenderedComponent<PromptPage>> EditAsync(string content)
    {
        await AddPromptAsync(Key);
        await AddVersionAsync(content, "First");
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1");
        return Open(Key);
    }

    private IRenderedComponent<PromptPage> Open(string key) => Render<PromptPage>(parameters => parameters.Add(page => page.Key, key));

    private async Task AddPromptAsync(string key)
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreatePrompt>().HandleAsync(new("support-assistant", key, "Answer"), Actor, None)).IsOk);
    }

    private async Task AddVersionAsync(string content, string note)
    {
        var version = new PromptContent([new PromptMessage("user", content)], [new PromptVariable("question", PromptVariableType.Text, true, "Is hail covered?")]);
        Assert.True((await Get<AddPromptVersion>().HandleAsync(new(Key, version, note), Actor, None)).IsOk);
    }
}
