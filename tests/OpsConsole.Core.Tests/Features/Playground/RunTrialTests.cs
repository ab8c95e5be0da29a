using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Playground;

public sealed class RunTrialTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trial_OfThreeModels_StoresEveryAnswerWithItsFigures()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer($"{request.Model} heard {request.Prompt}") with { InputTokens = 1000, OutputTokens = 500 });

        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "three", "echo"));

        Assert.Equal(["one heard Say hello", "three heard Say hello", "Say hello"], trial.Answers.Select(answer => answer.Text));
        Assert.All(trial.Answers, answer => Assert.Equal(PlaygroundAnswerState.Answered, answer.State));
        var one = trial.Answers[0].Who!;
        Assert.Equal((1000, 500, Money.FromDollars(0.0015m)), (one.InputTokens, one.OutputTokens, one.Cost));
        Assert.Null(trial.Answers[1].Who!.Cost);
        Assert.Equal(Money.Zero, trial.Answers[2].Who!.Cost);
        Assert.Equal("""{"what":"hello"}""", trial.VariablesJson);
        Assert.Equal(100, world.Server.LastRequest!.Body.GetProperty("max_tokens").GetInt32());
        await using var context = world.Console.Database.CreateDbContext();
        Assert.Equal(("playground.tried", trial.Key), await context.AuditEvents.Select(row => ValueTuple.Create(row.Action, row.ObjectKey)).SingleAsync(Now));
    }

    [Fact]
    public async Task Trial_WhileItRuns_ShowsEachWordAndStopsOneWithoutTheOther()
    {
        var rest = new TaskCompletionSource();
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer("first second third") with
        {
            BeforeWord = index => index < 2 ? Task.CompletedTask : rest.Task,
        });
        var told = 0;
        using var board = world.Board(2, () => Interlocked.Increment(ref told));

        var run = world.Console.Get<RunTrial>().HandleAsync(PlaygroundWorld.Ask("one", "two"), board, TestConsole.Engineer, Now);
        await UntilAsync(() => board.Lanes.All(lane => lane.Read().Text == "first second"));
        Assert.False(run.IsCompleted);
        Assert.NotNull(board.Lanes[0].Read().TimeToFirstToken);
        Assert.InRange(told, 4, 100);

        board.Lanes[0].Stop();
        await UntilAsync(() => board.Lanes[0].HasEnded);
        Assert.False(board.Lanes[1].HasEnded);
        rest.SetResult();
        var trial = await world.TrialAsync((await run).Value);

        Assert.Equal((PlaygroundAnswerState.Stopped, "first second"), (trial.Answers[0].State, trial.Answers[0].Text));
        Assert.Equal((PlaygroundAnswerState.Answered, "first second third"), (trial.Answers[1].State, trial.Answers[1].Text));

        // What was heard is billed as far as it can be known.
        Assert.Equal(TokenCounter.Count("first second"), trial.Answers[0].Who!.OutputTokens);
        Assert.True(trial.Answers[0].Who!.Cost > Money.Zero);
    }

    [Fact]
    public async Task Trial_LeftByItsAuthor_EndsItsCallsAndKeepsWhatWasHeard()
    {
        await using var world = await PlaygroundWorld.StartAsync(_ => FakeReply.Answer("one two three four") with { Failure = FakeReply.Fault.HangMidway });
        using var board = world.Board(2);
        using var leave = new CancellationTokenSource();

        var run = world.Console.Get<RunTrial>().HandleAsync(PlaygroundWorld.Ask("one", "two"), board, TestConsole.Engineer, leave.Token);
        await UntilAsync(() => board.Lanes.All(lane => lane.Read().Text == "one two"));
        await leave.CancelAsync();
        var trial = await world.TrialAsync((await run).Value);

        Assert.All(trial.Answers, answer => Assert.Equal((PlaygroundAnswerState.Stopped, "one two"), (answer.State, answer.Text)));
    }

    [Fact]
    public async Task Trial_WithModelsThatFail_KeepsTheOthersAndSaysWhy()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => request.Model switch
        {
            "one" => FakeReply.TooManyRequests("1"),
            "two" => FakeReply.Answer("half of it only here") with { Failure = FakeReply.Fault.CutOff },
            _ => FakeReply.Answer("whole"),
        });

        var trial = await world.TryAsync(PlaygroundWorld.Ask("one", "two", "three"));

        Assert.Equal([PlaygroundAnswerState.Failed, PlaygroundAnswerState.Failed, PlaygroundAnswerState.Answered], trial.Answers.Select(answer => answer.State));
        Assert.Contains("slow down", trial.Answers[0].Who!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("half of it", trial.Answers[1].Text);
        Assert.Contains("broke off", trial.Answers[1].Who!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_OfAVersion_FillsItsTypesAndRemembersIt()
    {
        await using var world = await PlaygroundWorld.StartAsync(request => FakeReply.Answer(request.Prompt));
        var version = await new PromptShelf(world.Console.Database).AddAsync(
            "support/list", new PromptContent([new PromptMessage("user", "{% for item in items %}{{ item }};{% endfor %}")], [new PromptVariable("items", PromptVariableType.List, true, null)]), draft: true);
        var ask = PlaygroundWorld.Ask("one") with { Messages = version.Messages, PromptKey = "support/list", PromptNumber = 1, Values = new Dictionary<string, string> { ["items"] = """["a","b"]""" } };

        var trial = await world.TryAsync(ask);
        Assert.Equal(("a;b;", "support/list", 1), (trial.Answers[0].Text, trial.PromptKey, trial.PromptNumber));

        var edited = await world.TryAsync(ask with { Messages = [new PromptMessage("user", "other")] });
        Assert.Null(edited.PromptKey);

        var refused = await RefuseAsync(world, ask with { Values = new Dictionary<string, string> { ["items"] = "a, b" } });
        Assert.Equal("variable items: must be a JSON list, such as [\"a\", \"b\"]", refused.Message);
        Assert.Equal("variable items: must not be empty", (await RefuseAsync(world, ask with { Values = new Dictionary<string, string>() })).Message);
        Assert.Equal("prompts.version-not-found", (await RefuseAsync(world, ask with { PromptNumber = 9 })).Code);
    }

    [Fact]
    public async Task Trial_AskedWrongly_IsRefusedBeforeAnyCall()
    {
        await using var world = await PlaygroundWorld.StartAsync();
        var ask = PlaygroundWorld.Ask("one", "two");

        Assert.Equal("playground.invalid", (await RefuseAsync(world, PlaygroundWorld.Ask())).Code);
        Assert.Equal("playground.invalid", (await RefuseAsync(world, PlaygroundWorld.Ask("one", "one", "one", "one", "one", "one", "one"))).Code);
        Assert.Contains("nothing to choose", (await RefuseAsync(world, PlaygroundWorld.Ask("one") with { Blind = true })).Message, StringComparison.Ordinal);
        Assert.Contains("between 1 and 4096", (await RefuseAsync(world, ask with { Parameters = new() { MaxOutputTokens = 1_000_000 } })).Message, StringComparison.Ordinal);
        Assert.Contains("must not be empty", (await RefuseAsync(world, ask with { Parameters = new() })).Message, StringComparison.Ordinal);
        Assert.Equal("prompts.template-syntax", (await RefuseAsync(world, ask with { Messages = [new PromptMessage("user", "{% if %}")] })).Code);
        Assert.Equal("playground.model-not-offered", (await RefuseAsync(world, PlaygroundWorld.Ask("nine"))).Code);
        Assert.Equal("auth.denied", (await RefuseAsync(world, ask, TestConsole.Viewer)).Code);
        Assert.Equal(0, world.Server.Requests);
        await using var context = world.Console.Database.CreateDbContext();
        Assert.Empty(context.PlaygroundTrials);
    }

    [Fact]
    public async Task Trial_OfAModelThatEmbeds_IsRefusedBeforeAnyCall()
    {
        await using var world = await PlaygroundWorld.StartAsync();
        Assert.True((await world.Console.Get<SetModelKind>().HandleAsync(new("loopback", "two", ModelKind.Embedding), TestConsole.Engineer, Now)).IsOk);

        Assert.Equal("playground.embeds", (await RefuseAsync(world, PlaygroundWorld.Ask("one", "two"))).Code);
        Assert.Equal(0, world.Server.Requests);
    }

    private static async Task<Error> RefuseAsync(PlaygroundWorld world, TrialRequest request, Actor? actor = null)
    {
        using var board = world.Board(request.Models.Count);
        return (await world.Console.Get<RunTrial>().HandleAsync(request, board, actor ?? TestConsole.Engineer, Now)).Error!;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Now.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
