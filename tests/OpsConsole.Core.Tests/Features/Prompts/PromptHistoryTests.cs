using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

public sealed class PromptHistoryTests : IAsyncLifetime
{
    private PromptWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PromptWorld.CreateAsync();
        await _world.AddAsync(PromptWorld.Text("one"));
        await MoveAsync(null, 1, "Release REL-0001");
        await _world.AddAsync(PromptWorld.Text("two"));
        await MoveAsync(1, 2, "Release REL-0002");
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task History_OfActsAndMoves_IsOneListNewestFirst()
    {
        var entries = (await ReadAsync()).Items;

        Assert.Equal(["label.moved", "version.drafted", "label.moved", "version.drafted", "prompt.created"], entries.Select(entry => entry.Action));
        Assert.Equal(("production", 1, 2, "Release REL-0002"), (entries[0].Move!.Label, entries[0].Move!.From, entries[0].Move!.To, entries[0].Reason));
        Assert.Equal(("support/answer v2", "Ada Engineer", ActorKind.Person), (entries[1].ObjectKey, entries[1].ByName, entries[1].ByKind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task History_ReadInSlices_LosesAndRepeatsNothing(int limit)
    {
        var whole = (await ReadAsync()).Items;
        var read = new List<GetPromptHistory.Entry>();
        string? after = null;
        do
        {
            var slice = await ReadAsync(after, limit);
            Assert.InRange(slice.Items.Count, 1, limit);
            read.AddRange(slice.Items);
            after = slice.Next;
        }
        while (after is not null);

        Assert.Equal(whole, read);
    }

    [Fact]
    public async Task History_WithAPlaceThatIsNone_OrOfNoPrompt_IsRefused()
    {
        var history = _world.Console.Get<GetPromptHistory>();

        Assert.Equal("prompts.history-after", (await history.HandleAsync(new(PromptWorld.Key, "99999999999999999999.a.1"), TestConsole.Viewer, PromptWorld.None)).Error?.Code);
        Assert.Equal("prompts.not-found", (await history.HandleAsync(new("none"), TestConsole.Viewer, PromptWorld.None)).Error?.Code);
        Assert.Equal(ErrorKind.Denied, (await history.HandleAsync(new(PromptWorld.Key), TestConsole.Nobody, PromptWorld.None)).Error?.Kind);
    }

    [Fact]
    public async Task Prompt_WithLabels_TellsThemAtTheirVersionsAndWhatIsLive()
    {
        await using (var context = _world.Console.Database.CreateDbContext())
        {
            context.PromptLabels.Add(new PromptLabel { PromptId = 1, Name = PromptLabel.Production, VersionId = 1, CanaryVersionId = 2, CanaryPercent = 10 });
            await context.SaveChangesAsync(PromptWorld.None);
        }

        var prompt = (await _world.Console.Get<GetPrompt>().HandleAsync(PromptWorld.Key, TestConsole.Viewer, PromptWorld.None)).Value;
        var listed = Assert.Single((await _world.Console.Get<ListPrompts>().HandleAsync(new(), TestConsole.Viewer, PromptWorld.None)).Value.Items);

        Assert.Equal((1, "Maya"), (prompt.LiveVersion, prompt.SystemOwner));
        Assert.Equal(("production", 1, 2, 10), Assert.Single(prompt.Labels.Select(label => (label.Name, label.Number, label.CanaryNumber, label.CanaryPercent))));
        Assert.Equal(["", "production"], prompt.Versions.Select(version => string.Join(",", version.Labels)));
        Assert.Equal((VersionState.Draft, 1), (listed.State, listed.LiveVersion));
        Assert.Equal(["production"], (await _world.VersionAsync(1)).Labels);
        Assert.Equal(1, (await _world.VersionAsync(2)).LiveVersion);
    }

    private async Task MoveAsync(int? from, int to, string why)
    {
        await using var context = _world.Console.Database.CreateDbContext();
        context.LabelMoves.Add(new LabelMove
        {
            PromptId = 1,
            Label = PromptLabel.Production,
            FromNumber = from,
            ToNumber = to,
            Why = why,
            ById = "u-ada",
            ByName = "Ada Engineer",
            At = _world.Console.Clock.GetUtcNow().UtcDateTime,
        });
        await context.SaveChangesAsync(PromptWorld.None);
        if (from is null)
            _world.Console.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<Page<GetPromptHistory.Entry>> ReadAsync(string? after = null, int limit = 100) =>
        (await _world.Console.Get<GetPromptHistory>().HandleAsync(new(PromptWorld.Key, after, limit), TestConsole.Viewer, PromptWorld.None)).Value;
}
