using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class ExecuteRunTests
{
    private static readonly Assertion HasAnswer = new() { Type = "icontains", Value = JsonSerializer.SerializeToElement("answer") };

    [Fact]
    public async Task Execute_AllAnswered_StoresEveryCellOnceAndCompletes()
    {
        await using var server = await FakeModelServer.StartAsync(request => FakeReply.Answer(request.Prompt.Replace("question", "answer", StringComparison.Ordinal)));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 30, Candidates = 2, Repeats = 2, Assertions = [HasAnswer] });

        var runId = await world.PlanAsync();
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(runId));

        var run = await world.RunAsync(runId);
        var cells = await world.CellsAsync(runId);
        Assert.Equal(120, run.TotalCells);
        Assert.Equal((120, 0), (run.DoneCells, run.FailedCells));
        Assert.Equal(120, server.Requests);
        Assert.All(cells, cell => Assert.Equal((CellState.Done, true, 1.0), (cell.State, cell.Pass, cell.Score)));
        Assert.All(cells, cell => Assert.Equal($"answer {cell.CasePosition}", cell.Output));
        Assert.All(run.Candidates, candidate => Assert.Equal(1.0, candidate.Summary!.PassRate!.Value));
        Assert.Null(run.LeaseOwner);
    }

    [Fact]
    public async Task Execute_ADraftThatWasEditedAfterPlanning_FailsAndSaysSoWithoutACall()
    {
        await using var server = await FakeModelServer.StartAsync();
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl });
        var runId = await world.PlanAsync();
        var content = new PromptContent([new("user", "Edited: {{ question }}")], [new("question", PromptVariableType.Text, true, "q")]);
        Assert.True((await world.Get<SaveDraft>().HandleAsync(new("numbers/ask", 1, 0, content, ""), world.Engineer, TestContext.Current.CancellationToken)).IsOk);

        Assert.Equal(RunState.Failed, await world.ExecuteAsync(runId));

        Assert.Contains("version 1, whose content was edited or pinned after this run was planned", (await world.RunAsync(runId)).StateReason, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
        var next = await world.PlanAsync();
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(next));
    }

    [Fact]
    public async Task Execute_ProviderFails_KeepsAnErrorPerCellAndNoZero()
    {
        await using var server = await FakeModelServer.StartAsync(request =>
            request.Prompt.EndsWith('3') ? FakeReply.Error(400, "no such thing") : FakeReply.Answer("answer"));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 10, Assertions = [HasAnswer] });

        var runId = await world.PlanAsync();
        await world.ExecuteAsync(runId);

        var run = await world.RunAsync(runId);
        var failed = Assert.Single(await world.CellsAsync(runId), cell => cell.State == CellState.Failed);
        Assert.Equal("bad-request", failed.ErrorCode);
        Assert.Contains("no such thing", failed.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(failed.Score);
        Assert.Equal((9, 1), (run.DoneCells, run.FailedCells));
        Assert.Equal(1.0, run.Candidates[0].Summary!.PassRate!.Value);
        Assert.Equal(9, run.Candidates[0].Summary!.Cases);
        Assert.Equal(1, run.Candidates[0].Summary!.ErrorCells);
    }

    [Fact]
    public async Task Execute_AfterAKill_RepeatsNoFinishedCell()
    {
        using var killed = new CancellationTokenSource();
        var answered = 0;
        await using var server = await FakeModelServer.StartAsync(_ =>
        {
            if (Interlocked.Increment(ref answered) == 25)
            {
                killed.Cancel();
            }

            return FakeReply.Answer("answer");
        });
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 60, Concurrency = 2 });
        var runId = await world.PlanAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.ExecuteAsync(runId, killed.Token));
        var halfway = (await world.CellsAsync(runId)).Where(cell => cell.State == CellState.Done).ToDictionary(cell => cell.Id, cell => cell.CompletedAt);
        Assert.InRange(halfway.Count, 1, 59);
        Assert.Equal(RunState.Running, (await world.RunAsync(runId)).State);

        Assert.Equal(RunState.Completed, await world.ExecuteAsync(runId));

        var cells = await world.CellsAsync(runId);
        Assert.All(cells, cell => Assert.Equal(CellState.Done, cell.State));
        Assert.All(cells.Where(cell => halfway.ContainsKey(cell.Id)), cell => Assert.Equal(halfway[cell.Id], cell.CompletedAt));
        Assert.InRange(server.Requests, 60, 62);
        var run = await world.RunAsync(runId);
        Assert.Equal(60, run.DoneCells);
        Assert.Equal(1, run.Attempt);
    }

    [Fact]
    public async Task Execute_CancelRequested_StopsWithinTwoSecondsAndKeepsWhatItHas()
    {
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("answer"));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 400, Concurrency = 4 });
        server.Script = _ => FakeReply.Answer("answer") with { Latency = TimeSpan.FromMilliseconds(50) };
        var runId = await world.PlanAsync();
        var firstStored = new TaskCompletionSource();
        using var subscription = world.Get<ChangeFeed>().Subscribe(ChangeFeed.Run(runId), () => firstStored.TrySetResult());

        var executing = world.ExecuteAsync(runId);
        await firstStored.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var askedAt = server.Requests;
        Assert.True((await world.Get<CancelRun>().HandleAsync(runId, world.Engineer, TestContext.Current.CancellationToken)).IsOk);
        Assert.Equal(RunState.Cancelled, await executing);

        // Two seconds of four calls at once that take 50 ms each: counted in calls, because a busy machine stretches both.
        Assert.InRange(server.Requests - askedAt, 0, 2 * 4 * 20);
        var run = await world.RunAsync(runId);
        Assert.InRange(run.DoneCells, 1, 399);
        Assert.Equal(run.DoneCells, (await world.CellsAsync(runId)).Count(cell => cell.State == CellState.Done));
        Assert.NotNull(run.Candidates[0].Summary!.PassRate);
    }

    [Fact]
    public async Task Execute_CapReached_StopsBeforeTheCallThatWouldExceedIt()
    {
        // 25 tokens a call at $1 per million tokens: 25,000 nano-dollars a call.
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("answer"));
        await using var world = new RunWorld();
        await world.SeedAsync(new()
        {
            BaseUrl = server.BaseUrl,
            Cases = 100,
            SpendCap = new Money(510_000),
            PricePerMillion = Money.FromDollars(1),
            Parameters = new() { MaxOutputTokens = 25 },
        });

        var runId = await world.PlanAsync();
        Assert.Equal(RunState.BudgetStopped, await world.ExecuteAsync(runId));

        var run = await world.RunAsync(runId);
        Assert.True(run.Cost <= new Money(510_000), $"spent {run.Cost}");
        Assert.InRange(run.DoneCells, 15, 20);
        Assert.Equal(run.DoneCells, server.Requests);
        Assert.Contains("spend cap", run.StateReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_HeldByAnother_IsRefused()
    {
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("answer") with { Latency = TimeSpan.FromMilliseconds(100) });
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 10 });
        var runId = await world.PlanAsync();

        var first = world.Get<ExecuteRun>().HandleAsync(runId, Actor.System("one"), TestContext.Current.CancellationToken);
        var second = world.Get<ExecuteRun>().HandleAsync(runId, Actor.System("two"), TestContext.Current.CancellationToken);
        var results = await Task.WhenAll(first, second);

        Assert.Single(results, result => result.IsOk);
        Assert.Equal("runs.lease-held", Assert.Single(results, result => !result.IsOk).Error!.Code);
        Assert.Equal(10, server.Requests);
    }

    [Fact]
    public async Task Execute_WithCache_AsksOnceAndNeverSharesBetweenRepeats()
    {
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("answer"));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 5, Repeats = 2, UseCache = true, PricePerMillion = Money.FromDollars(1) });

        await world.ExecuteAsync(await world.PlanAsync());
        Assert.Equal(10, server.Requests);
        var again = await world.PlanAsync();
        await world.ExecuteAsync(again);

        Assert.Equal(10, server.Requests);
        var run = await world.RunAsync(again);
        Assert.Equal(Money.Zero, run.Cost);
        Assert.True(run.Candidates[0].Cost > Money.Zero);
        Assert.All(await world.CellsAsync(again), cell => Assert.True(cell.Cached));
    }

    [Fact]
    public async Task Execute_RequiredVariableMissing_FailsTheCellWithItsName()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 2 });
        await using (var context = world.Open())
        {
            var first = context.DatasetCases.First();
            context.Entry(first).Property(row => row.VariablesJson).CurrentValue = "{}";
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var runId = await world.PlanAsync();
        await world.ExecuteAsync(runId);

        var failed = Assert.Single(await world.CellsAsync(runId), cell => cell.State == CellState.Failed);
        Assert.Equal("missing-variable", failed.ErrorCode);
        Assert.Contains("question", failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_TransformOfACandidate_IsWhatAssertionsSeeAndTheAnswerIsKept()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 2, UseCache = true, Assertions = [HasAnswer], Parameters = new() { Transform = "context.vars.question.endsWith('1') ? output.none.none : 'answer'" } });

        var runId = await world.PlanAsync();
        await world.ExecuteAsync(runId);

        var cells = (await world.CellsAsync(runId)).OrderBy(cell => cell.CasePosition).ToList();
        Assert.Equal([(CellState.Done, true, "question 0"), (CellState.Failed, (bool?)null, "question 1")], cells.Select(cell => (cell.State, cell.Pass, cell.Output)));
        Assert.Equal("transform", cells[1].ErrorCode);
        Assert.Contains("the script threw", cells[1].ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_TransformThatIsNoScript_FailsTheRunInWords()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Parameters = new() { Transform = "(((" } });

        var runId = await world.PlanAsync();

        Assert.Equal(RunState.Failed, await world.ExecuteAsync(runId));
        Assert.StartsWith("Candidate 'c0', transform: the script is not JavaScript", (await world.RunAsync(runId)).StateReason, StringComparison.Ordinal);
    }
}
