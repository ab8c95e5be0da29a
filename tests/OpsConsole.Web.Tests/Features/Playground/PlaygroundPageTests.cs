using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Playground;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Playground;

public sealed class PlaygroundPageTests : PageTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public PlaygroundPageTests()
    {
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<IRunQueue>(new NoQueue());
        Services.AddTransient<AnswerSaving>();
    }

    [Fact]
    public async Task Page_WithoutAQuestion_SaysWhyItCannotAsk()
    {
        await using var server = await SeedAsync();
        var page = Render<PlaygroundPage>();

        Assert.Equal("Ask models side by side", page.Find("h1").TextContent.Trim());
        Assert.Contains("write a message", page.Find(".oc-act").TextContent, StringComparison.Ordinal);
        Assert.Contains("At most $0.00160 est.", page.Find(".bound").TextContent, StringComparison.Ordinal);

        SignIn(Role.Viewer);
        Assert.Contains("only for", Render<PlaygroundPage>().Find(".oc-act").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TwoModels_ShowsWordsWhileTheyComeThenFiguresAndTheHistory()
    {
        var rest = new TaskCompletionSource();
        await using var server = await SeedAsync(request => FakeReply.Answer($"{request.Model} says hello") with { BeforeWord = index => index < 2 ? Task.CompletedTask : rest.Task, InputTokens = 1000, OutputTokens = 1000 });
        var page = Render<PlaygroundPage>();
        Write(page, "Say {{ what }}");
        Type(page, "what", "hello");

        var asked = Ask(page);
        await UntilAsync(() => Texts(page) is ["one says", "two says"]);
        Assert.Equal("2 models answer", page.Find("h1").TextContent.Trim());
        Assert.Equal(2, page.FindAll("button[aria-label^='Stop Model']").Count);
        rest.SetResult();
        await asked;

        Assert.EndsWith("/playground?trial=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(["one says hello", "two says hello"], page.FindAll(".lane p[tabindex]").Select(text => text.TextContent));
        Assert.Contains("spent $0.004", page.Find(".said .c").TextContent, StringComparison.Ordinal);
        Assert.Contains("1,000 in, 1,000 out", page.Find(".lane dl").TextContent, StringComparison.Ordinal);
        Assert.Contains("Say {{ what }}", page.Find("[aria-label='Your trials'] tbody").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button[aria-label$='is best']"));
    }

    [Fact]
    public async Task Ask_Blind_HidesEverythingUntilTheVoteThatFeedsTheTable()
    {
        await using var server = await SeedAsync(_ => FakeReply.Answer("the same words"));
        var page = Render<PlaygroundPage>();
        Write(page, "Hi");
        page.Find("input[type=checkbox]").Change(true);
        await Ask(page);

        Assert.Equal("2 answers without a name", page.Find("h1").TextContent.Trim());
        Assert.Equal(["Answer A", "Answer B"], page.FindAll(".lane .h b").Select(name => name.TextContent));
        Assert.DoesNotContain("Model one", page.Find(".said").InnerHtml, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".lane dl"));
        Assert.Contains("blind, open", page.Find("[aria-label='Your trials'] tbody").TextContent, StringComparison.Ordinal);

        page.Find("button[aria-label='Answer B is best']").Click();

        page.WaitForAssertion(() => Assert.EndsWith("answered best", page.Find("h1").TextContent.Trim(), StringComparison.Ordinal), Patience);
        Assert.Single(page.FindAll(".lane.best"));
        Assert.Equal(2, page.FindAll(".lane dl").Count);
        Assert.Equal(2, page.FindAll("[aria-label='Models by blind votes'] tbody tr").Count);
        Assert.Contains("do not link all contestants", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_OneThenAll_KeepsWhatWasSaid()
    {
        await using var server = await SeedAsync(_ => FakeReply.Answer("one two three four") with { Failure = FakeReply.Fault.HangMidway });
        var page = Render<PlaygroundPage>();
        Write(page, "Hi");
        var asked = Ask(page);
        await UntilAsync(() => Texts(page) is ["one two", "one two"]);

        await page.Find("button[aria-label='Stop Model one']").ClickAsync(new());
        await UntilAsync(() => page.FindAll(".lane")[0].TextContent.Contains("Stopped", StringComparison.Ordinal));
        Assert.Contains("Answering", page.FindAll(".lane")[1].TextContent, StringComparison.Ordinal);
        await page.FindAll(".act button").Single(button => button.TextContent.Contains("Stop all", StringComparison.Ordinal)).ClickAsync(new());
        await asked;

        Assert.All(page.FindAll(".lane"), lane => Assert.Contains("Stopped", lane.TextContent, StringComparison.Ordinal));
        Assert.Contains("est.", page.Find(".lane dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherTrial_OpenedWhileAnswersCome_LeavesTheLanesTheirNames()
    {
        var rest = new TaskCompletionSource();
        var first = true;
        await using var server = await SeedAsync(request => FakeReply.Answer($"{request.Model} says hello") with { BeforeWord = index => first || index < 2 ? Task.CompletedTask : rest.Task });
        var page = Render<PlaygroundPage>();
        Write(page, "Hi");
        await Ask(page);
        first = false;
        var asked = Ask(page);
        await UntilAsync(() => Texts(page) is ["one says", "two says"]);

        Get<NavigationManager>().NavigateTo("/playground");
        Get<NavigationManager>().NavigateTo("/playground?trial=1");

        Assert.Equal(["Model one", "Model two"], page.FindAll(".lane .h b").Select(name => name.TextContent));
        rest.SetResult();
        await asked;
        Assert.EndsWith("/playground?trial=2", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_WhileAnswersCome_EndsTheCallsAndStoresThem()
    {
        await using var server = await SeedAsync(_ => FakeReply.Answer("one two three four") with { Failure = FakeReply.Fault.HangMidway });
        var page = Render<PlaygroundPage>();
        Write(page, "Hi");
        var asked = Ask(page);
        await UntilAsync(() => Texts(page) is ["one two", "one two"]);

        await page.Instance.DisposeAsync();
        await asked;

        await using var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        Assert.All(await context.PlaygroundAnswers.ToListAsync(None), answer => Assert.Equal((PlaygroundAnswerState.Stopped, "one two"), (answer.State, answer.Text)));
        Assert.Equal(2, await context.PlaygroundAnswers.CountAsync(None));
    }

    [Fact]
    public async Task Ask_WithAWrongNumber_SaysSoAndKeepsWhatWasTyped()
    {
        await using var server = await SeedAsync();
        var page = Render<PlaygroundPage>();
        Write(page, "Hi");
        Type(page, "Temperature", "warm");
        await Ask(page);

        Assert.Contains("temperature: 'warm' is no number", page.Find(".oc-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("warm", Input(page, "Temperature").GetAttribute("value"));
        Type(page, "Temperature", "");
        Type(page, "Max output tokens", "100000");
        await Ask(page);
        Assert.Contains("between 1 and 4096", page.Find(".oc-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Page_FromAPrompt_FillsItsMessagesSamplesAndModelAndSavesADraft()
    {
        await using var server = await SeedAsync(request => FakeReply.Answer(request.Prompt));
        await new PromptShelf(Get<IDbContextFactory<OpsDbContext>>()).AddAsync(
            "support/answer",
            new PromptContent([new PromptMessage("user", "Ask {{ question }}")], [new PromptVariable("question", PromptVariableType.Text, true, "Why?")]) { Model = new ModelChoice("loopback", "two") });
        Get<NavigationManager>().NavigateTo("/playground?prompt=support/answer&v=1");
        var dialogs = Render<MudDialogProvider>();
        var page = Render<PlaygroundPage>();

        Assert.Contains("support/answer v1", page.Find(".oc-ph .meta").TextContent, StringComparison.Ordinal);
        Assert.Equal("Why?", Input(page, "question").TextContent.Trim() is { Length: > 0 } text ? text : Input(page, "question").GetAttribute("value"));
        await Ask(page);
        Assert.Equal("Ask Why?", page.FindAll(".lane p[tabindex]")[0].TextContent);

        var saving = page.FindAll(".lane button").First(button => button.TextContent.Contains("Save as draft", StringComparison.Ordinal)).ClickAsync(new());
        dialogs.WaitForElement(".mud-dialog");
        dialogs.FindAll("button").Single(button => button.TextContent == "Save draft").Click();
        await saving;

        Assert.EndsWith("/prompts/support/answer?v=2&edit=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var draft = await Get<GetPromptVersion>().HandleAsync("support/answer", 2, Actor, None);
        Assert.Equal(("two", 800), (draft.Value.Content.Model!.ModelKey, draft.Value.Content.Model.Parameters!.MaxOutputTokens));
    }

    [Fact]
    public async Task Answer_SavedAsACase_KeepsTheTrialAsItsOrigin()
    {
        await using var server = await SeedAsync(_ => FakeReply.Answer("Paris"));
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
        {
            context.Add(new Dataset { Key = "golden", Name = "Golden", System = new AiSystem { Key = "support", Name = "Support" } });
            await context.SaveChangesAsync(None);
        }

        var dialogs = Render<MudDialogProvider>();
        var page = Render<PlaygroundPage>();
        Write(page, "Capital of {{ country }}?");
        Type(page, "country", "France");
        await Ask(page);

        var saving = page.FindAll(".lane button").First(button => button.TextContent.Contains("Save as case", StringComparison.Ordinal)).ClickAsync(new());
        dialogs.WaitForElement(".mud-dialog");
        dialogs.FindAll("button").Single(button => button.TextContent == "Save case").Click();
        await saving;

        Assert.Empty(page.FindAll(".oc-error"));
        Assert.EndsWith("/datasets/golden?case=C-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        await using var fresh = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        var stored = await fresh.DatasetCases.SingleAsync(None);
        Assert.Equal(["Paris"], stored.Expected);
        Assert.Contains("France", stored.VariablesJson, StringComparison.Ordinal);
        Assert.Equal(new CaseOrigin(CaseOriginKind.Playground, "1", "/playground?trial=1"), stored.Origin);
    }

    [Fact]
    public async Task Page_OfATrialThatIsNotThere_SaysSo()
    {
        await using var server = await SeedAsync();
        Get<NavigationManager>().NavigateTo("/playground?trial=TRY-0099");

        Assert.Contains("There is no trial TRY-0099", Render<PlaygroundPage>().Markup, StringComparison.Ordinal);
    }

    private static string[] Texts(IRenderedComponent<PlaygroundPage> page) => [.. page.FindAll(".lane p[tabindex]").Select(text => text.TextContent)];

    /// <summary>Moves the clock past one redraw after the other until the page shows what is awaited.</summary>
    private async Task UntilAsync(Func<bool> shows)
    {
        while (!shows())
        {
            None.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private static void Write(IRenderedComponent<PlaygroundPage> page, string text) => page.Find("textarea[aria-label='Message 2, user']").Input(text);

    private static Task Ask(IRenderedComponent<PlaygroundPage> page) =>
        page.FindAll(".act button").Single(button => button.TextContent.Contains("Ask", StringComparison.Ordinal)).ClickAsync(new());

    private async Task<FakeModelServer> SeedAsync(Func<FakeRequest, FakeReply>? script = null)
    {
        var server = await FakeModelServer.StartAsync(script);
        await using var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None);
        var provider = new Provider { Key = "loopback", Name = "Loopback", Kind = ProviderKind.OpenAICompatible, BaseUrl = server.BaseUrl, MaxRetries = 0, TimeoutSeconds = 80_000 };
        foreach (var name in new[] { "one", "two" })
        {
            context.Add(new ProviderModel
            {
                Provider = provider,
                Key = name,
                Name = $"Model {name}",
                Prices = { new ModelPrice { Input = Money.FromDollars(1), Output = Money.FromDollars(1), Tiers = [], Source = "list", CheckedOn = new DateOnly(2026, 1, 1) } },
            });
        }

        await context.SaveChangesAsync(None);
        return server;
    }

    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
        }
    }
}
