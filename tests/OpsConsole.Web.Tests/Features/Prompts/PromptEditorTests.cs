using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Prompts;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Prompts;

public sealed class PromptEditorTests : PageTest
{
    private const string Key = "support/answer";
    private const string Name = "draft.support/answer.v1";
    private static readonly Actor Tomas = Actor.Person("u-tom", "Tomás Herrera", [Role.Author]);

    private readonly BunitJSModuleInterop _browser;

    public PromptEditorTests()
    {
        _browser = JSInterop.SetupModule("./js/console.js");
        _browser.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Template_Broken_NamesLineAndColumnKeepsTheLastGoodRenderAndTurnsSubmittingOff()
    {
        var page = await EditAsync();

        page.Find("textarea").Input("Answer:\n{{ question");
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("Line 2", page.Find(".oc-edit .why").TextContent, StringComparison.Ordinal));
        Assert.Contains("Last good render, just now. Line 2 of the user message keeps", page.Find(".stale").TextContent, StringComparison.Ordinal);
        Assert.Contains("Answer: Is hail covered?", page.Find("[aria-label='Rendered messages']").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Off: 1 template error, line 2 of the user message", page.Find("header .oc-off").TextContent, StringComparison.Ordinal));
        Assert.True(page.FindAll("header .act button").Single(button => button.TextContent == "Submit for review").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Draft_WithoutFault_LinksToItsSubmissionAndWithoutANoteDoesNot()
    {
        var page = await EditAsync();
        Assert.Equal("/reviews/new?prompt=support%2Fanswer&version=1", page.FindAll("header .act a").Single(link => link.TextContent == "Submit for review").GetAttribute("href"));

        page.Find("[aria-label='Change note']").Input(" ");
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("a change note is missing", page.Find("header .oc-off").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Variable_NotDeclared_IsOfferedToBeDeclared()
    {
        var page = await EditAsync();

        page.Find("textarea").Input("{{ question }} {{ tone }}");
        page.WaitForAssertion(() => Assert.Contains("'tone'", page.Find("[aria-label=Problems]").TextContent, StringComparison.Ordinal));
        page.FindAll("[aria-label=Problems] button").Single().Click();
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label=Problems]")));
        Assert.Equal("tone", page.FindAll("[aria-label^='Name of variable']")[^1].GetAttribute("value"));
    }

    [Fact]
    public async Task Typing_Paused_SavesByItselfAndSaysSo()
    {
        var page = await EditAsync();

        page.Find("textarea").Input("Reply: {{ question }}");
        page.WaitForAssertion(() => Assert.Equal("Not saved yet", page.Find("form .status").TextContent));
        Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, (await StoredAsync()).Revision);
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        page.WaitForAssertion(() => Assert.Equal("Saved just now", page.Find("form .status").TextContent));
        var stored = await StoredAsync();
        Assert.Equal(("Reply: {{ question }}", 1), (stored.Content.Messages[0].Content, stored.Revision));
        Assert.Contains(_browser.Invocations, call => call.Identifier == "forget" && Equals(call.Arguments[0], Name));

        Clock.Advance(TimeSpan.FromMinutes(5));
        page.WaitForAssertion(() => Assert.Equal("Saved 5 min ago", page.Find("form .status").TextContent));
    }

    [Fact]
    public async Task Typing_IsKeptInTheBrowserBeforeItIsSaved()
    {
        var page = await EditAsync();

        page.Find("textarea").Input("Kept: {{ question }}");

        page.WaitForAssertion(() => Assert.Contains(_browser.Invocations, call =>
            call.Identifier == "keep" && Equals(call.Arguments[0], Name) && ((string)call.Arguments[1]!).Contains("Kept: ", StringComparison.Ordinal)));
        Assert.Equal(Name, page.Find("[data-keep]").GetAttribute("data-keep"));
        Assert.Equal("m0", page.Find("textarea").GetAttribute("data-field"));
    }

    [Fact]
    public async Task Save_AskedForByKeyOrButton_IsOneSaveAndAnEvent()
    {
        var page = await EditAsync();
        Assert.True(page.Find("form button[type=submit]").HasAttribute("data-save"));

        page.Find("[aria-label='Change note']").Input("Shorter");
        await page.Find("form").SubmitAsync();

        Assert.Equal("Shorter", (await StoredAsync()).ChangeNote);
        Assert.Equal("version.edited", (await Get<GetPromptHistory>().HandleAsync(new(Key), Actor, None)).Value.Items[0].Action);
    }

    [Fact]
    public async Task Leaving_WithUnsavedText_SavesItFirst()
    {
        var page = await EditAsync();
        page.Find("textarea").Input("Left: {{ question }}");

        await page.InvokeAsync(() => Get<NavigationManager>().NavigateTo("/prompts"));

        page.WaitForAssertion(() => Assert.EndsWith("/prompts", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal("Left: {{ question }}", (await StoredAsync()).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Circuit_ThatEnds_SavesWhatItHas()
    {
        var page = await EditAsync();
        page.Find("textarea").Input("Ended: {{ question }}");

        await DisposeComponentsAsync();

        Assert.Equal("Ended: {{ question }}", (await StoredAsync()).Content.Messages[0].Content);
    }

    [Fact]
    public async Task AnotherTabOrModel_KeepsWhatWasWritten()
    {
        var page = await EditAsync();
        page.Find("textarea").Input("Reply: {{ question }}");

        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&tab=model");
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[aria-label='JSON Schema of the answer']")));
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&model=builtin%2Flead");

        page.WaitForAssertion(() => Assert.Equal("Reply: {{ question }}", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public async Task Conflict_ShowsBothTextsAndSavesNeitherOverTheOther()
    {
        var page = await ConflictAsync();

        Assert.Contains("Tomás Herrera saved this draft after you opened it", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Theirs", page.Find("del").TextContent);
        Assert.Equal("Mine", page.Find("ins").TextContent);
        Assert.Equal("Theirs: {{ question }}", (await StoredAsync()).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Conflict_KeepMine_BecomesANewDraftThatIsOpened()
    {
        var page = await ConflictAsync();

        await page.FindAll("button").Single(button => button.TextContent == "Keep mine as a new draft").ClickAsync(new());

        Assert.EndsWith($"/prompts/{Key}?v=2&edit=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("Theirs: {{ question }}", (await StoredAsync()).Content.Messages[0].Content);
        Assert.Equal("Mine: {{ question }}", (await StoredAsync(2)).Content.Messages[0].Content);
        page.WaitForAssertion(() => Assert.Equal("Mine: {{ question }}", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public async Task Conflict_TakeTheirs_ShowsTheirsAndStillOffersMineBack()
    {
        var page = await ConflictAsync();

        await page.FindAll("button").Single(button => button.TextContent == "Take theirs").ClickAsync(new());
        Assert.Equal("Theirs: {{ question }}", page.Find("textarea").GetAttribute("value"));
        page.FindAll("button").Single(button => button.TextContent == "Take them back").Click();

        Assert.Equal("Mine: {{ question }}", page.Find("textarea").GetAttribute("value"));
        Clock.Advance(TimeSpan.FromSeconds(3));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.Equal("Theirs: {{ question }}", (await StoredAsync()).Content.Messages[0].Content);
    }

    [Fact]
    public async Task TextKeptInTheBrowser_IsOfferedBackWithItsTimeAndTaken()
    {
        await AddAsync();
        var draft = PromptDraft.From(await StoredAsync());
        draft.Messages[0].Content = "as the server last heard";
        Keep(JsonSerializer.Serialize(draft), new() { ["m0"] = "Typed while the line was down: {{ question }}", ["gone"] = "x" });

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("You have unsaved changes from 08:02", page.Find("[role=status].bar").TextContent, StringComparison.Ordinal));
        Assert.Equal("Answer: {{ question }}", page.Find("textarea").GetAttribute("value"));
        page.FindAll("button").Single(button => button.TextContent == "Take them back").Click();
        Assert.Equal("Typed while the line was down: {{ question }}", page.Find("textarea").GetAttribute("value"));
        Clock.Advance(TimeSpan.FromSeconds(3));
        await page.WaitForAssertionAsync(async () => Assert.Equal("Typed while the line was down: {{ question }}", (await StoredAsync()).Content.Messages[0].Content));
    }

    [Fact]
    public async Task TextKeptInTheBrowser_Discarded_IsForgotten()
    {
        await AddAsync();
        Keep(null, new() { ["m0"] = "other" });
        var page = Open();

        page.WaitForElement("[role=status].bar");
        await page.FindAll("button").Single(button => button.TextContent == "Discard").ClickAsync(new());

        Assert.Empty(page.FindAll("[role=status].bar"));
        Assert.Contains(_browser.Invocations, call => call.Identifier == "forget");
        Assert.Equal("Answer: {{ question }}", page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task TextKeptInTheBrowser_ThatIsStoredAlready_IsNotOffered()
    {
        await AddAsync();
        Keep(null, new() { ["m0"] = "Answer: {{ question }}" });

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains(_browser.Invocations, call => call.Identifier == "forget"));
        Assert.Empty(page.FindAll("[role=status].bar"));
    }

    [Fact]
    public async Task Parameter_ThatIsNoNumber_IsNamedAndNotSavedAway()
    {
        await AddAsync(new ModelChoice("openai", "gpt-4.1-mini"));
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&tab=model");
        var page = Render<PromptPage>(parameters => parameters.Add(it => it.Key, Key));

        Type(page, "Temperature", "hot");
        Clock.Advance(TimeSpan.FromSeconds(3));

        page.WaitForAssertion(() => Assert.Contains("'hot' must be a number", Field(page, "Temperature").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("Not saved: model, temperature", page.Find("form .status").TextContent));
        Type(page, "Temperature", "0.7");
        Clock.Advance(TimeSpan.FromSeconds(3));
        await page.WaitForAssertionAsync(async () => Assert.Equal(0.7, (await StoredAsync()).Content.Model!.Parameters!.Temperature));
    }

    [Fact]
    public async Task ResponseFormat_ThatIsNoSchema_IsMarkedInItsLine()
    {
        await AddAsync();
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&tab=model");
        var page = Render<PromptPage>(parameters => parameters.Add(it => it.Key, Key));

        page.Find("[aria-label='JSON Schema of the answer']").Input("{\n  oops\n}");

        page.WaitForAssertion(() => Assert.Contains("Line 2, column 3", page.Find(".oc-edit .why").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("line 2 of the response format", page.Find("header .oc-off").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tool_Added_IsSavedWithTheDraft()
    {
        await AddAsync();
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1&tab=tools");
        var page = Render<PromptPage>(parameters => parameters.Add(it => it.Key, Key));

        page.FindAll("button").Single(button => button.TextContent.Contains("Add tool", StringComparison.Ordinal)).Click();
        Type(page, "Name of tool 1", "look_up");
        await page.Find("form.head").SubmitAsync();

        Assert.Equal("look_up", Assert.Single((await StoredAsync()).Content.Tools!).Name);
    }

    private void Keep(string? text, Dictionary<string, string> fields) =>
        _browser.Setup<BrowserModule.Kept?>("kept", Name).SetResult(new(Now.AddMinutes(-40).ToUnixTimeMilliseconds(), text, fields));

    private async Task<IRenderedComponent<PromptPage>> ConflictAsync()
    {
        var page = await EditAsync();
        var theirs = (await StoredAsync()).Content with { Messages = [new PromptMessage("user", "Theirs: {{ question }}")] };
        page.Find("textarea").Input("Mine: {{ question }}");
        Assert.True((await Get<SaveDraft>().HandleAsync(new(Key, 1, 0, theirs, "First"), Tomas, None)).IsOk);
        Clock.Advance(TimeSpan.FromSeconds(3));
        page.WaitForElement("[role=alert]");
        return page;
    }

    private async Task<IRenderedComponent<PromptPage>> EditAsync()
    {
        await AddAsync();
        return Open();
    }

    private IRenderedComponent<PromptPage> Open()
    {
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1");
        return Render<PromptPage>(parameters => parameters.Add(page => page.Key, Key));
    }

    private async Task AddAsync(ModelChoice? model = null)
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreatePrompt>().HandleAsync(new("support-assistant", Key, "Answer"), Actor, None)).IsOk);
        var content = new PromptContent([new PromptMessage("user", "Answer: {{ question }}")], [new PromptVariable("question", PromptVariableType.Text, true, "Is hail covered?")]) { Model = model };
        Assert.True((await Get<AddPromptVersion>().HandleAsync(new(Key, content, "First"), Actor, None)).IsOk);
    }

    private async Task<GetPromptVersion.Details> StoredAsync(int number = 1) => (await Get<GetPromptVersion>().HandleAsync(Key, number, Actor, None)).Value;
}
