using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Serving;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Serving;

public sealed class ServedPromptsTests : IDisposable
{
    private const string Key = "support/answer";

    private readonly TestConsole _console = new();
    private readonly ChangeFeed _changes = new();
    private readonly SwitchedDatabase _database;
    private readonly PromptShelf _shelf;
    private readonly ServedPrompts _served;

    public ServedPromptsTests()
    {
        _database = new SwitchedDatabase(_console.Database);
        _shelf = new PromptShelf(_console.Database);
        _served = new ServedPrompts(_database, _changes, _console.Clock);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _served.Dispose();
        _console.Dispose();
    }

    [Fact]
    public async Task Fetch_Label_TellsEverythingOfTheVersion()
    {
        await _shelf.PointAsync(await _shelf.AddAsync("shared/tone", "Be kind."));
        var content = new PromptContent([new("system", "{% include 'shared/tone' %} {{ question }}")], [new("question", PromptVariableType.Text, true, "sample")])
        {
            Model = new ModelChoice("openai", "gpt-4.1-mini", new ModelParameters { Temperature = 0.2, MaxOutputTokens = 300 }),
            Tools = [new PromptTool("lookup", "Finds a clause", """{"type":"object"}""")],
            ResponseFormat = """{"type":"object","properties":{}}""",
        };
        await using var context = _console.Database.CreateDbContext();
        var pins = (await PromptIncludes.ResolveAsync(context, content.Messages, Key, None)).Value.Pins;
        var version = await _shelf.AddAsync(Key, content, draft: false, [.. pins]);
        await _shelf.PointAsync(version);

        var answer = await FetchAsync();
        var body = Body(answer);

        Assert.Equal($"\"{version.ContentHash}\"", answer.Prompt.ETag);
        Assert.Null(answer.FromMemory);
        const string expected = """
            {"key":"support/answer","version":1,"label":"production","contentHash":"HASH","type":"chat","messages":[{"role":"system","content":"Be kind. {{ question }}"}],"variables":[{"name":"question","type":"text","required":true}],"model":{"provider":"openai","id":"gpt-4.1-mini","parameters":{"temperature":0.2,"maxOutputTokens":300}},"tools":[{"name":"lookup","description":"Finds a clause","parameters":{"type":"object"}}],"responseFormat":{"type":"object","properties":{}},"release":null}
            """;
        Assert.Equal(expected.Replace("HASH", version.ContentHash, StringComparison.Ordinal), body.GetRawText());
    }

    [Fact]
    public async Task Fetch_ByVersionAndLatest_TellsWhichItIs()
    {
        await _shelf.AddAsync(Key, "one");
        await _shelf.AddAsync(Key, "two", draft: true);

        var first = await FetchAsync(new(Key, Version: 1));
        var draft = await FetchAsync(new(Key, Version: 2));
        var latest = await FetchAsync(new(Key, "latest"));

        Assert.Equal((1, true, JsonValueKind.Null), (first.Prompt.Number, first.Prompt.MayBeKept, Body(first).GetProperty("label").ValueKind));
        Assert.Equal((2, false), (draft.Prompt.Number, draft.Prompt.MayBeKept));
        Assert.Equal((2, false, "latest"), (latest.Prompt.Number, latest.Prompt.MayBeKept, Body(latest).GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Fetch_DraftUnderALabel_IsReadEachTime()
    {
        var draft = await _shelf.AddAsync(Key, "trying", draft: true);
        await _shelf.PointAsync(draft, "staging");

        Assert.False((await FetchAsync(new(Key, "staging"))).Prompt.MayBeKept);
        await using (var context = _console.Database.CreateDbContext())
        {
            context.Attach(draft).Entity.Edit(new PromptContent([new("system", "tried")], []), "", TestConsole.Engineer, DateTime.UnixEpoch);
            await context.SaveChangesAsync(None);
        }

        Assert.Equal("tried", Text(await FetchAsync(new(Key, "staging"))));
    }

    [Fact]
    public async Task Fetch_WhatIsNotThere_SaysWhichPartIsMissing()
    {
        await _shelf.AddAsync(Key, "one");

        Assert.Equal("prompts.not-found", await CodeAsync(new("none")));
        Assert.Equal("prompts.not-found", await CodeAsync(new("none", Version: 1)));
        Assert.Equal("prompts.not-found", await CodeAsync(new(new string('k', 5_000))));
        Assert.Equal("prompts.label-not-found", await CodeAsync(new(Key)));
        Assert.Equal("prompts.version-not-found", await CodeAsync(new(Key, Version: 9)));
        Assert.Equal("prompts.label-and-version", await CodeAsync(new(Key, "production", 1)));
        Assert.Equal("prompts.bad-version", await CodeAsync(new(Key, Version: 0)));
        Assert.Equal("prompts.subject-too-long", await CodeAsync(new(Key, Subject: new string('s', 1025))));
        Assert.Equal(ErrorKind.Denied, (await new FetchPrompt(_served).HandleAsync(new(Key), TestConsole.Nobody, None)).Error?.Kind);
    }

    [Fact]
    public async Task Fetch_Canary_SplitsBySubjectAndStaysWithIt()
    {
        var (stable, canary) = (await _shelf.AddAsync(Key, "stable"), await _shelf.AddAsync(Key, "canary"));
        await _shelf.PointAsync(stable, canary: canary, percent: 20);
        var subjects = Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"user-{i}")).ToList();

        var first = await ArmsAsync(subjects);
        var again = await ArmsAsync(subjects);
        await _shelf.PointAsync(stable, canary: canary, percent: 60);
        _changes.Publish(ChangeFeed.Labels);
        var raised = await ArmsAsync(subjects);

        Assert.Equal(first, again);
        Assert.InRange(first.Count(number => number == 2), 55, 145);
        Assert.InRange(raised.Count(number => number == 2), 245, 355);
        Assert.All(first.Zip(raised), arm => Assert.True(arm.First == 1 || arm.Second == 2));
    }

    [Fact]
    public async Task Fetch_LabelMovedOnThisNode_IsServedByTheNextRequest()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "old"));
        Assert.Equal("old", Text(await FetchAsync()));
        Assert.True(_served.TryGet(Key, "production", null, out _));

        await _shelf.PointAsync(await _shelf.AddAsync(Key, "new"));
        _changes.Publish(ChangeFeed.Labels);

        Assert.False(_served.TryGet(Key, "production", null, out _));
        Assert.Equal("new", Text(await FetchAsync()));
        Assert.True(_served.TryGet(Key, "production", null, out var kept));
        Assert.Equal(2, kept.Number);
    }

    [Fact]
    public async Task Fetch_LabelMovedOnAnotherNode_IsServedWithinFiveSeconds()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "old"));
        await _shelf.PointAsync(await _shelf.AddAsync("other", "untouched"));
        Assert.Equal("old", Text(await FetchAsync()));
        Assert.Equal("untouched", Text(await FetchAsync(new("other"))));

        await _shelf.PointAsync(await _shelf.AddAsync(Key, "new"));
        _console.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("old", Text(await FetchAsync()));
        _console.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("new", Text(await FetchAsync()));
        Assert.True(_served.TryGet("other", "production", null, out _));
    }

    [Fact]
    public async Task Fetch_NobodyAsks_TheDatabaseIsLeftAlone()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "text"));
        await FetchAsync();
        var opened = _database.Opened;

        for (var i = 0; i < 100; i++)
            Assert.True(_served.TryGet(Key, "production", "user", out _));
        _console.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(opened, _database.Opened);
        Assert.False(_served.TryGet(Key, "production", null, out _));
    }

    [Fact]
    public async Task Fetch_FirstLabelOfAPromptThatWasMissed_IsFoundAtOnce()
    {
        var version = await _shelf.AddAsync(Key, "text");
        Assert.Equal("prompts.label-not-found", await CodeAsync(new(Key)));

        await _shelf.PointAsync(version);
        _changes.Publish(ChangeFeed.Labels);

        Assert.Equal("text", Text(await FetchAsync()));
    }

    [Fact]
    public async Task Fetch_DatabaseAway_ServesWhatItHoldsAndSaysSo()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "held"));
        await _shelf.PointAsync(await _shelf.AddAsync("other", "not held"));
        await FetchAsync();
        await FetchAsync(new(Key, Version: 1));

        _database.IsAway = true;
        _console.Clock.Advance(TimeSpan.FromSeconds(60));
        var answer = await FetchAsync();
        var version = await FetchAsync(new(Key, Version: 1));

        Assert.Equal(("held", TimeSpan.FromSeconds(60)), (Text(answer), answer.FromMemory));
        Assert.Equal(TimeSpan.FromSeconds(60), version.FromMemory);
        Assert.Equal(TimeSpan.FromSeconds(60), _served.FromMemory);
        Assert.Equal("prompts.unavailable", await CodeAsync(new("other")));
        Assert.Equal("prompts.unavailable", await CodeAsync(new(Key, "latest")));

        // Left alone for two seconds, however many ask.
        var opened = _database.Opened;
        for (var i = 0; i < 20; i++)
            await FetchAsync();
        Assert.Equal(opened, _database.Opened);

        _database.IsAway = false;
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "new"));
        _console.Clock.Advance(TimeSpan.FromSeconds(3));
        var back = await FetchAsync();
        Assert.Equal(("new", null), (Text(back), back.FromMemory));
        Assert.Null(_served.FromMemory);
    }

    [Fact]
    public async Task Fetch_LabelMovedWhileTheDatabaseGoesAway_ServesTheOldOneMarked()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "old"));
        await FetchAsync();
        _changes.Publish(ChangeFeed.Labels);
        _database.IsAway = true;

        var answer = await FetchAsync();

        Assert.Equal("old", Text(answer));
        Assert.NotNull(answer.FromMemory);
    }

    [Fact]
    public async Task Fetch_FloodOfUnknownKeys_KeepsNoMoreThanAThousand()
    {
        for (var i = 0; i < 1_100; i++)
            Assert.Equal("prompts.not-found", await CodeAsync(new(string.Create(CultureInfo.InvariantCulture, $"none/{i}"))));

        Assert.InRange(_served.Misses, 1, 1_000);
    }

    [Fact]
    public async Task Fetch_SameUnknownKeyAgain_AsksTheDatabaseOnce()
    {
        await CodeAsync(new("none"));
        var opened = _database.Opened;

        for (var i = 0; i < 50; i++)
            await CodeAsync(new("none"));

        Assert.Equal(opened, _database.Opened);
    }

    [Fact]
    public async Task Fetch_ManyAtOnceOnAColdStart_ReadThePromptOnce()
    {
        await _shelf.PointAsync(await _shelf.AddAsync(Key, "text"));
        await FetchAsync(new("other-to-warm", "latest"), expectOk: false);
        var opened = _database.Opened;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => FetchAsync())));

        Assert.All(answers, answer => Assert.Equal("text", Text(answer)));
        Assert.InRange(_database.Opened - opened, 1, 3);
    }

    [Fact]
    public async Task Fetch_TenThousandVariables_AreServed()
    {
        var variables = Enumerable.Range(0, 10_000).Select(i => new PromptVariable($"v{i}", PromptVariableType.Text, true, null)).ToList();
        await _shelf.PointAsync(await _shelf.AddAsync(Key, new PromptContent([new("user", "text")], variables)));

        Assert.Equal(10_000, Body(await FetchAsync()).GetProperty("variables").GetArrayLength());
    }

    private static JsonElement Body(PromptAnswer answer) => JsonElement.Parse(answer.Prompt.Body);

    private static string Text(PromptAnswer answer) => Body(answer).GetProperty("messages")[0].GetProperty("content").GetString()!;

    private async Task<List<int>> ArmsAsync(IEnumerable<string> subjects)
    {
        var arms = new List<int>();
        foreach (var subject in subjects)
            arms.Add((await FetchAsync(new(Key, Subject: subject))).Prompt.Number);
        return arms;
    }

    private async Task<string?> CodeAsync(FetchPrompt.Query query) => (await new FetchPrompt(_served).HandleAsync(query, TestConsole.Viewer, None)).Error?.Code;

    private async Task<PromptAnswer> FetchAsync(FetchPrompt.Query? query = null, bool expectOk = true)
    {
        var answer = await new FetchPrompt(_served).HandleAsync(query ?? new(Key), TestConsole.Viewer, None);
        Assert.Equal(expectOk, answer.IsOk);
        return expectOk ? answer.Value : default;
    }
}
