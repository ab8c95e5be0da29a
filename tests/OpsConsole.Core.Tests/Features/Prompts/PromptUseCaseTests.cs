using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

public sealed class PromptUseCaseTests : IAsyncLifetime
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _console.Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support" }), TestConsole.Engineer, None);
        await _console.Get<CreatePrompt>().HandleAsync(new("support", "support/answer", "Answer"), TestConsole.Engineer, None);
    }

    public ValueTask DisposeAsync()
    {
        _console.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AddVersion_Twice_NumbersThemAndKeepsWhatWasSaid()
    {
        Assert.Equal(1, (await AddAsync("Hello {{ name }}")).Value);
        _console.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, (await AddAsync("Good day, {{ name }}", note: " Politer ")).Value);

        var prompt = (await _console.Get<GetPrompt>().HandleAsync("support/answer", TestConsole.Viewer, None)).Value;
        var first = (await _console.Get<GetPromptVersion>().HandleAsync("support/answer", 1, TestConsole.Viewer, None)).Value;
        var latest = (await _console.Get<GetPromptVersion>().HandleAsync("support/answer", null, TestConsole.Viewer, None)).Value;

        Assert.Equal([2, 1], prompt.Versions.Select(version => version.Number));
        Assert.Equal("Politer", prompt.Versions[0].ChangeNote);
        Assert.Equal("Hello {{ name }}", Assert.Single(first.Content.Messages).Content);
        Assert.Equal((2, TestConsole.Engineer.Name), (latest.Number, latest.AuthorName));
        Assert.Matches("^[0-9a-f]{64}$", latest.ContentHash);
        Assert.NotEqual(first.ContentHash, latest.ContentHash);
    }

    [Fact]
    public async Task AddVersion_SameContentAsTheNewest_IsRefusedAndAsAnOlderOneIsNot()
    {
        await AddAsync("one");
        var again = await AddAsync("one");
        await AddAsync("two");
        var back = await AddAsync("one");

        Assert.Equal("prompts.unchanged", again.Error?.Code);
        Assert.Equal(3, back.Value);
    }

    [Fact]
    public async Task AddVersion_UndeclaredVariable_NamesMessageAndVariable()
    {
        var result = await _console.Get<AddPromptVersion>().HandleAsync(
            new("support/answer", new PromptContent([new("system", "Hi"), new("user", "{{ question }}")], []), ""), TestConsole.Engineer, None);

        Assert.Equal("prompts.undeclared-variable", result.Error?.Code);
        var detail = Assert.Single(result.Error!.Details!);
        Assert.Equal("message 2 (user)", detail.Where);
        Assert.Contains("question", detail.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddVersion_TemplateThatDoesNotParse_TellsLineAndColumn()
    {
        var result = await AddAsync("line one\n{% if x %}");

        Assert.Equal("prompts.template-syntax", result.Error?.Code);
        Assert.Contains("line", result.Error!.Details![0].Where, StringComparison.Ordinal);
        Assert.Equal("prompts.version-not-found", (await _console.Get<GetPromptVersion>().HandleAsync("support/answer", null, TestConsole.Viewer, None)).Error?.Code);
    }

    [Fact]
    public async Task AddVersion_UnknownRoleAndTwiceDeclaredVariable_NamesBoth()
    {
        var content = new PromptContent(
            [new("robot", "{{ a }}")], [new("a", PromptVariableType.Text, true, null), new("a", PromptVariableType.Text, true, null)]);

        var result = await _console.Get<AddPromptVersion>().HandleAsync(new("support/answer", content, ""), TestConsole.Engineer, None);

        Assert.Equal(["message 1", "variable 2"], result.Error!.Details!.Select(detail => detail.Where));
    }

    [Fact]
    public async Task AddVersion_ByManyAtOnce_LosesNoneAndRepeatsNoNumber()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(() => AddAsync($"text {index}"))));

        Assert.Equal([1, 2, 3, 4], results.Select(result => result.Value).Order());
    }

    [Fact]
    public async Task AddVersion_WithoutPermission_IsDenied() =>
        Assert.Equal(ErrorKind.Denied, (await _console.Get<AddPromptVersion>().HandleAsync(new("support/answer", Content("x"), ""), TestConsole.Viewer, None)).Error?.Kind);

    [Fact]
    public async Task Create_KeyTakenOrSystemUnknown_IsRefused()
    {
        var create = _console.Get<CreatePrompt>();

        Assert.Equal("prompts.key-taken", (await create.HandleAsync(new("support", "support/answer", "Again"), TestConsole.Engineer, None)).Error?.Code);
        Assert.Equal("systems.not-found", (await create.HandleAsync(new("none", "support/other", "Other"), TestConsole.Engineer, None)).Error?.Code);
    }

    [Fact]
    public async Task List_PromptsWithAndWithoutVersions_TellsTheNewestOfEach()
    {
        await _console.Get<CreateSystem>().HandleAsync(new("search", new SystemFacts { Name = "Search" }), TestConsole.Engineer, None);
        await _console.Get<CreatePrompt>().HandleAsync(new("search", "search/sum", "Summary"), TestConsole.Engineer, None);
        await AddAsync("one", note: "First");
        await AddAsync("two", note: "Second");

        var all = (await _console.Get<ListPrompts>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items;
        var ofSystem = (await _console.Get<ListPrompts>().HandleAsync(new("support", "ANSW"), TestConsole.Viewer, None)).Value.Items;

        Assert.Equal([("search/sum", 0, null), ("support/answer", 2, "Second")], all.Select(item => (item.Key, item.LatestVersion, item.ChangeNote)));
        Assert.Null(all[0].ChangedAt);
        Assert.Equal("support/answer", Assert.Single(ofSystem).Key);
    }

    [Fact]
    public async Task Preview_WithSamplesAndModel_FillsCountsAndPrices()
    {
        await _console.Get<CreateProvider>().HandleAsync(new("openai", ProviderKind.OpenAI, new ProviderFacts { Name = "OpenAI" }), TestConsole.Engineer, None);
        await _console.Get<AddModel>().HandleAsync(new("openai", "gpt-4o", "GPT-4o", ContextWindow: 10), TestConsole.Engineer, None);
        await _console.Get<SetPrice>().HandleAsync(
            new("openai", "gpt-4o", null, Money.FromDollars(2.5m), null, Money.FromDollars(10), null, "test", new DateOnly(2026, 11, 1)), TestConsole.Engineer, None);
        var content = new PromptContent(
            [new("system", "Be brief."), new("user", "{{ name }} has {% for item in list %}{{ item }};{% endfor %}")],
            [new("name", PromptVariableType.Text, true, "Ada"), new("list", PromptVariableType.List, true, "[1,2]"), new("spare", PromptVariableType.Text, false, null)]);

        var preview = (await _console.Get<PreviewPrompt>().HandleAsync(
            new(content, new Dictionary<string, string> { ["name"] = "Grace" }, "openai", "gpt-4o"), TestConsole.Viewer, None)).Value;

        Assert.Equal("Grace has 1;2;", preview.Messages[1].Content);
        Assert.True(preview.IsExact);
        Assert.True(preview.InputTokens > preview.MessageTokens.Sum());
        Assert.Equal(Money.FromDollars(2.5m).PerMillion(preview.InputTokens), preview.InputCost);
        Assert.Equal(["variable spare", "messages"], preview.Warnings.Select(warning => warning.Where));
    }

    [Fact]
    public async Task Diff_MessageChangedAndVariableAdded_TellsBoth()
    {
        await AddAsync("Hello");
        await AddAsync("Hello {{ name }}");

        var diff = (await _console.Get<DiffPromptVersions>().HandleAsync(new("support/answer", 1, 2), TestConsole.Viewer, None)).Value;

        Assert.False(Assert.Single(diff.Messages).IsSame);
        Assert.Contains(diff.Messages[0].Inline, line => line.Kind == DiffKind.Added);
        var variable = Assert.Single(diff.Variables);
        Assert.Equal((null, "name"), (variable.Old, variable.New!.Name));
        Assert.Equal("prompts.version-not-found", (await _console.Get<DiffPromptVersions>().HandleAsync(new("support/answer", 1, 3), TestConsole.Viewer, None)).Error?.Code);
    }

    private static PromptContent Content(string text) => new(
        [new PromptMessage("user", text)],
        text.Contains("name", StringComparison.Ordinal) ? [new PromptVariable("name", PromptVariableType.Text, true, "Ada")] : []);

    private Task<Result<int>> AddAsync(string text, string note = "") =>
        _console.Get<AddPromptVersion>().HandleAsync(new("support/answer", Content(text), note), TestConsole.Engineer, None);
}
