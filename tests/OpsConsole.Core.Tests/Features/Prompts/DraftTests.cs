using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

public sealed class DraftTests : IAsyncLifetime
{
    private PromptWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PromptWorld.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Save_WithTheRevisionThatWasSeen_ReplacesTextHashAndEditor()
    {
        await _world.AddAsync(PromptWorld.Text("one"));
        _world.Console.Clock.Advance(TimeSpan.FromMinutes(3));

        var saved = await _world.SaveAsync(0, "two", PromptWorld.Tomas, note: " Shorter ");

        var version = await _world.VersionAsync(1);
        Assert.Equal(("two", "Shorter", 1), (version.Content.Messages[0].Content, version.ChangeNote, version.Revision));
        Assert.Equal((saved.Value.Revision, saved.Value.ContentHash), (version.Revision, version.ContentHash));
        Assert.Equal(PromptWorld.Text("two").Hash, version.ContentHash);
        Assert.Equal(("Ada Engineer", "Tomás Herrera", saved.Value.At), (version.AuthorName, version.ChangedBy, version.ChangedAt));
    }

    [Fact]
    public async Task Save_OverANewerOne_IsRefusedNamingWhoAndWhenAndKeepsTheNewerText()
    {
        await _world.AddAsync(PromptWorld.Text("one"));
        _world.Console.Clock.Advance(TimeSpan.FromMinutes(2));
        await _world.SaveAsync(0, "theirs", PromptWorld.Tomas);

        var refused = await _world.SaveAsync(0, "mine");

        Assert.Equal((ErrorKind.Conflict, "prompts.draft-conflict"), (refused.Error?.Kind, refused.Error?.Code));
        Assert.Contains("Tomás Herrera saved version 1 on 23 Nov 2026 at 08:02:00 UTC", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", (await _world.VersionAsync(1)).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Save_TwoAtTheSameInstant_OneWinsAndTheOtherIsAConflict()
    {
        await _world.AddAsync(PromptWorld.Text("one"));

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(() => _world.SaveAsync(0, $"text {index}"))));

        Assert.Single(both, result => result.IsOk);
        Assert.All(both.Where(result => !result.IsOk), result => Assert.Equal("prompts.draft-conflict", result.Error!.Code));
        Assert.Equal(1, (await _world.VersionAsync(1)).Revision);
    }

    [Fact]
    public async Task Save_OfASubmittedVersion_IsRefused()
    {
        await _world.AddAsync(PromptWorld.Text("one"));
        await _world.SubmitAsync(1);

        Assert.Equal("prompts.not-a-draft", (await _world.SaveAsync(1, "two")).Error?.Code);
        Assert.Equal("one", (await _world.VersionAsync(1)).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Save_WithATemplateError_IsKept_BecauseADraftMayBeWrong()
    {
        await _world.AddAsync(PromptWorld.Text("one"));

        Assert.True((await _world.SaveAsync(0, "{% if x %}")).IsOk);

        Assert.Equal("{% if x %}", (await _world.VersionAsync(1)).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Save_WithoutAChange_StoresNothingAndRaisesNoRevision()
    {
        await _world.AddAsync(PromptWorld.Text("one"));

        var saved = await _world.SaveAsync(0, "one", PromptWorld.Tomas);

        Assert.Equal(0, saved.Value.Revision);
        Assert.Equal("Ada Engineer", (await _world.VersionAsync(1)).ChangedBy);
        Assert.DoesNotContain(await _world.EventsAsync(), row => row.Action == "version.edited");
    }

    [Fact]
    public async Task Save_WithoutPermissionOrUnknown_IsRefused()
    {
        await _world.AddAsync(PromptWorld.Text("one"));

        Assert.Equal(ErrorKind.Denied, (await _world.SaveAsync(0, "two", TestConsole.Viewer)).Error?.Kind);
        Assert.Equal("prompts.version-not-found", (await _world.Console.Get<SaveDraft>().HandleAsync(
            new(PromptWorld.Key, 9, 0, PromptWorld.Text("x"), ""), TestConsole.Engineer, PromptWorld.None)).Error?.Code);
    }

    [Fact]
    public async Task Audit_OfDrafts_TellsEveryAskedForSaveAndEveryHandOverButNotEachPauseInTyping()
    {
        await _world.AddAsync(PromptWorld.Text("one"), "First");
        await _world.SaveAsync(0, "two", automatic: true);
        await _world.SaveAsync(1, "three", automatic: true);
        await _world.SaveAsync(2, "four", PromptWorld.Tomas, automatic: true);
        await _world.SaveAsync(3, "five", PromptWorld.Tomas, automatic: true);
        await _world.SaveAsync(4, "six", PromptWorld.Tomas);

        var events = (await _world.EventsAsync()).Where(row => row.ObjectKind == "prompt-version").ToList();

        Assert.Equal(
            [("version.drafted", "Ada Engineer"), ("version.edited", "Tomás Herrera"), ("version.edited", "Tomás Herrera")],
            events.Select(row => (row.Action, row.ActorName)));
        Assert.All(events, row => Assert.Equal(("support/answer v1", PromptWorld.Key), (row.ObjectKey, row.PromptKey)));
        Assert.Contains(PromptWorld.Text("six").Hash, events[^1].PayloadJson, StringComparison.Ordinal);
        Assert.Equal("First", events[0].Reason);
    }

    [Fact]
    public async Task Save_TellsOpenPages()
    {
        await _world.AddAsync(PromptWorld.Text("one"));
        var told = 0;
        using var subscription = _world.Console.Get<ChangeFeed>().Subscribe(ChangeFeed.Prompt(PromptWorld.Key), () => told++);

        await _world.SaveAsync(0, "two");
        await _world.SaveAsync(0, "conflict");

        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Start_FromAVersionInReview_CopiesItOnceUntilTheCopyIsChanged()
    {
        await _world.AddAsync(PromptWorld.Text("one"));
        await _world.SubmitAsync(1);

        Assert.Equal(2, (await StartAsync(from: 1)).Value);
        Assert.Equal(2, (await StartAsync(from: 1)).Value);
        var copy = await _world.VersionAsync(2);
        Assert.Equal((VersionState.Draft, "one"), (copy.State, copy.Content.Messages[0].Content));

        await _world.Console.Get<SaveDraft>().HandleAsync(new(PromptWorld.Key, 2, 0, PromptWorld.Text("two"), ""), TestConsole.Engineer, PromptWorld.None);
        Assert.Equal(3, (await StartAsync(from: 1)).Value);
    }

    [Fact]
    public async Task Start_OfAPromptWithoutVersions_IsEmptyWithASystemAndAUserMessage()
    {
        Assert.Equal(1, (await StartAsync()).Value);

        Assert.Equal(["system", "user"], (await _world.VersionAsync(1)).Content.Messages.Select(message => message.Role));
    }

    [Fact]
    public async Task Start_WithWhatSomebodyTyped_KeepsItAsTheNextDraft()
    {
        await _world.AddAsync(PromptWorld.Text("one"));

        Assert.Equal(2, (await StartAsync(from: 1, PromptWorld.Text("{{ broken"))).Value);

        Assert.Equal("{{ broken", (await _world.VersionAsync(2)).Content.Messages[0].Content);
    }

    [Fact]
    public async Task Start_FromNothingThatExists_IsRefused()
    {
        Assert.Equal("prompts.version-not-found", (await StartAsync(from: 7)).Error?.Code);
        Assert.Equal(ErrorKind.Denied, (await _world.Console.Get<StartDraft>().HandleAsync(new(PromptWorld.Key), TestConsole.Viewer, PromptWorld.None)).Error?.Kind);
    }

    [Fact]
    public async Task TextPrompt_TakesExactlyOneUserMessage()
    {
        using var world = await PromptWorld.CreateAsync(PromptKind.Text);
        var chat = new PromptContent([new("system", "a"), new("user", "b")], []);

        Assert.Contains("exactly one user message", (await world.AddAsync(chat)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await world.AddAsync(PromptWorld.Text("b"))).Value);
        Assert.Contains("exactly one user message", (await world.Console.Get<SaveDraft>().HandleAsync(
            new(PromptWorld.Key, 1, 0, chat, ""), TestConsole.Engineer, PromptWorld.None)).Error!.Message, StringComparison.Ordinal);
    }

    private Task<Result<int>> StartAsync(int? from = null, PromptContent? content = null) =>
        _world.Console.Get<StartDraft>().HandleAsync(new(PromptWorld.Key, from, content), TestConsole.Engineer, PromptWorld.None);
}
