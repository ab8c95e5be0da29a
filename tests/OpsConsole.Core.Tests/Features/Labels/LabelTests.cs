using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Labels;

public sealed class LabelTests : IAsyncDisposable
{
    private static readonly Actor Ben = Actor.Person("u-ben", "Ben", [Role.Legal]);
    private static readonly Actor Cleo = Actor.Person("u-cleo", "Cleo", [Role.Author]);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly RunWorld _world = new();
    private int _run;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Create_OverFailures_HoldsThemShuffledAndTheSameForTheSameSeed()
    {
        await RunAsync(cases: 40);

        var (first, second, other) = (await CellsOfAsync(await CreateAsync(sample: 10)), await CellsOfAsync(await CreateAsync(sample: 10)), await CellsOfAsync(await CreateAsync(sample: 10, seed: 2)));

        Assert.Equal(10, first.Distinct().Count());
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public async Task Create_OfAFilterWithASample_SaysHowItChose()
    {
        await RunAsync(cases: 40);

        var key = await CreateAsync(sample: 10, filter: LabelFilter.Failures, candidate: "c0", seed: 7);

        // Echo answers with the question; only question 7 holds a 7 beside those of the thirties and others with a 7 in it.
        Assert.Equal("10 of 36 failures of c0, seed 7", (await GetAsync(key, Ben)).Selection);
    }

    [Fact]
    public async Task Create_OverARunWithoutResults_IsRefusedInWords()
    {
        await _world.SeedAsync(new() { Cases = 3 });
        _run = await _world.PlanAsync();

        var refused = await _world.Get<CreateLabelQueue>().HandleAsync(new(_run, "Tone", "5 is best", 1, new()), Cleo, Now);

        Assert.Equal("labels.nothing-to-label", refused.Error!.Code);
        Assert.Contains("no result has an answer", refused.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10, "5 is best", null, null)]
    [InlineData(6, 10, "5 is best", null, null)]
    [InlineData(1, 0, "5 is best", null, null)]
    [InlineData(1, 10, " ", null, null)]
    [InlineData(1, 10, "5 is best", "nobody", null)]
    [InlineData(1, 10, "5 is best", null, "no such tag")]
    public async Task Create_WithABadField_NamesIt(int reviewers, int sample, string rubric, string? candidate, string? tag)
    {
        await RunAsync(cases: 3);

        var refused = await _world.Get<CreateLabelQueue>().HandleAsync(new(_run, "Tone", rubric, reviewers, new(Candidate: candidate, Tag: tag, Sample: sample)), Cleo, Now);

        Assert.Equal("labels.invalid", refused.Error!.Code);
        Assert.Single(refused.Error.Details!);
    }

    [Fact]
    public async Task Take_TwoReviewersOfOneEach_GetDifferentItems()
    {
        await RunAsync(cases: 5);
        var key = await CreateAsync(reviewers: 1);

        var (ben, cleo) = (await TakeAsync(key, Ben), await TakeAsync(key, Cleo));

        Assert.NotNull(ben);
        Assert.NotNull(cleo);
        Assert.NotEqual(ben, cleo);
        Assert.Equal(ben, await TakeAsync(key, Ben));
    }

    [Fact]
    public async Task Take_ByManyAtOneInstant_NeverGivesAnItemToMoreThanAskedFor()
    {
        await RunAsync(cases: 3);
        var key = await CreateAsync(reviewers: 2);
        var people = Enumerable.Range(0, 8).Select(i => Actor.Person($"u-{i}", $"P{i}", [Role.Author])).ToList();

        var taken = await Task.WhenAll(people.Select(person => Task.Run(() => TakeAsync(key, person))));

        Assert.Equal(6, taken.Count(number => number is not null));
        Assert.All(taken.OfType<int>().GroupBy(number => number), item => Assert.Equal(2, item.Count()));
        await using var context = _world.Open();
        Assert.Equal(6, await context.Labels.CountAsync(Now));
    }

    [Fact]
    public async Task Take_AfterAReservationRanOut_TakesItOver()
    {
        await RunAsync(cases: 1);
        var key = await CreateAsync(reviewers: 1);
        Assert.Equal(1, await TakeAsync(key, Ben));
        Assert.Null(await TakeAsync(key, Cleo));

        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(1, await TakeAsync(key, Cleo));
        var late = await GiveAsync(key, 1, Ben, pass: true);
        Assert.Equal("labels.not-held", late.Error!.Code);
        Assert.True((await GiveAsync(key, 1, Cleo, pass: true)).IsOk);
    }

    [Fact]
    public async Task Give_LateButNotTakenOver_IsKept()
    {
        await RunAsync(cases: 1);
        var key = await CreateAsync(reviewers: 1);
        await TakeAsync(key, Ben);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await GiveAsync(key, 1, Ben, pass: false)).IsOk);
    }

    [Fact]
    public async Task Give_WhereAnotherTookItOverAndLetItRunOut_TakesThePlaceAndTellsThePageOfTheQueue()
    {
        await RunAsync(cases: 1);
        var key = await CreateAsync(reviewers: 1);
        await TakeAsync(key, Ben);
        _clock.Advance(TimeSpan.FromMinutes(11));
        await TakeAsync(key, Cleo);
        _clock.Advance(TimeSpan.FromMinutes(11));
        var told = 0;
        using var subscription = _world.Get<ChangeFeed>().Subscribe(ChangeFeed.LabelQueue(key), () => told++);

        Assert.True((await GiveAsync(key.ToLowerInvariant(), 1, Ben, pass: true)).IsOk);

        await using var context = _world.Open();
        Assert.Equal((Ben.Id, true), await context.Labels.Select(label => ValueTuple.Create(label.ById, label.Pass!.Value)).SingleAsync(Now));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Skip_GivesTheItemBackAndGoesOn()
    {
        await RunAsync(cases: 3);
        var key = await CreateAsync(reviewers: 1);
        var first = await TakeAsync(key, Ben);

        Assert.True((await new SkipLabelItem(Contexts, _clock).HandleAsync(key, first!.Value, Ben, Now)).IsOk);
        var second = await TakeAsync(key, Ben, after: first);

        Assert.Equal(first + 1, second);
        Assert.Equal(first, await TakeAsync(key, Cleo));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, 0)]
    [InlineData(null, 6)]
    public async Task Give_NeitherVerdictNorRatingOrABadOne_IsRefused(bool? pass, int? rating)
    {
        await RunAsync(cases: 1);
        var key = await CreateAsync(reviewers: 1);
        await TakeAsync(key, Ben);

        var refused = await _world.Get<GiveLabel>().HandleAsync(new(key, 1, pass, rating, null), Ben, Now);

        Assert.Equal("labels.invalid", refused.Error!.Code);
        Assert.Equal(0, (await GetAsync(key, Ben)).Given);
    }

    [Fact]
    public async Task Give_TheLastLabel_EndsTheQueueAndShowsWhatEverybodySaid()
    {
        await RunAsync(cases: 4);
        var key = await CreateAsync(reviewers: 2);
        for (var number = 1; number <= 4; number++)
        {
            await TakeAsync(key, Ben, after: number - 1);
            await GiveAsync(key, number, Ben, pass: number <= 2);
            Assert.Null((await GetAsync(key, Cleo)).Outcome);
            await TakeAsync(key, Cleo, after: number - 1);
            var given = await GiveAsync(key, number, Cleo, pass: number <= 3);
            Assert.Equal(number == 4, given.Value.QueueDone);
        }

        var queue = await GetAsync(key, Ben);
        Assert.Equal(LabelQueueState.Done, queue.State);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime, queue.EndedAt);
        var pair = Assert.Single(queue.Outcome!.Pairs);
        Assert.Equal(("Ben", "Cleo", 0.5), (pair.First, pair.Second, Math.Round(pair.Kappa.Value!.Value, 6)));
        Assert.Equal((2, 1), (queue.Outcome.Passed, queue.Outcome.Failed));
        Assert.True(queue.Outcome.Items[2].IsSplit);
        Assert.Equal("labels.ended", (await GiveAsync(key, 1, Ben, pass: false)).Error!.Code);
        await using var context = _world.Open();
        Assert.Single(await context.AuditEvents.Where(row => row.Action == "label-queue.done").ToListAsync(Now));
    }

    [Fact]
    public async Task Give_Again_CorrectsOnesOwn()
    {
        await RunAsync(cases: 2);
        var key = await CreateAsync(reviewers: 1);
        await TakeAsync(key, Ben);
        await GiveAsync(key, 1, Ben, pass: true);

        Assert.True((await _world.Get<GiveLabel>().HandleAsync(new(key, 1, false, 2, " wrong excess "), Ben, Now)).IsOk);

        var item = (await _world.Get<GetLabelItem>().HandleAsync(key, 1, Ben, Now)).Value;
        Assert.Equal(new GetLabelItem.Own(false, 2, "wrong excess"), item.Mine);
        Assert.Null((await _world.Get<GetLabelItem>().HandleAsync(key, 1, Cleo, Now)).Value.Mine);
        await using var context = _world.Open();
        Assert.Equal(["label.given", "label.corrected"], await context.AuditEvents.Where(row => row.Action.StartsWith("label.")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Now));
    }

    [Fact]
    public async Task Close_EndsItEarlyWithAReason()
    {
        await RunAsync(cases: 2);
        var key = await CreateAsync(reviewers: 1);
        await TakeAsync(key, Ben);
        await GiveAsync(key, 1, Ben, pass: true);

        Assert.Equal("labels.invalid", (await _world.Get<CloseLabelQueue>().HandleAsync(new(key, ""), Cleo, Now)).Error!.Code);
        Assert.True((await _world.Get<CloseLabelQueue>().HandleAsync(new(key, "enough seen"), Cleo, Now)).IsOk);

        var queue = await GetAsync(key, Ben);
        Assert.Equal(LabelQueueState.Closed, queue.State);
        Assert.Equal(1, queue.Outcome!.Passed);
        Assert.Equal("labels.ended", (await _world.Get<TakeLabelItem>().HandleAsync(new(key), Ben, Now)).Error!.Code);
    }

    [Fact]
    public async Task Everything_WithoutThePermission_IsDenied()
    {
        await RunAsync(cases: 2);
        var key = await CreateAsync(reviewers: 1);
        var viewer = TestConsole.Viewer;

        Assert.Equal("auth.denied", (await _world.Get<TakeLabelItem>().HandleAsync(new(key), viewer, Now)).Error!.Code);
        Assert.Equal("auth.denied", (await GiveAsync(key, 1, viewer, pass: true)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<GetLabelItem>().HandleAsync(key, 1, viewer, Now)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<CloseLabelQueue>().HandleAsync(new(key, "x"), viewer, Now)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<CreateLabelQueue>().HandleAsync(new(_run, "T", "r", 1, new()), viewer, Now)).Error!.Code);
        Assert.True((await _world.Get<GetLabelQueue>().HandleAsync(key, viewer, Now)).IsOk);
    }

    private async Task RunAsync(int cases)
    {
        await _world.SeedAsync(new() { Cases = cases, Assertions = [new Assertion { Type = "contains", Value = System.Text.Json.JsonSerializer.SerializeToElement("7") }] });
        _run = await _world.PlanAsync();
        await _world.ExecuteAsync(_run);
    }

    private async Task<string> CreateAsync(int reviewers = 1, int sample = 50, LabelFilter filter = LabelFilter.All, string? candidate = null, int seed = 1)
    {
        var created = await _world.Get<CreateLabelQueue>().HandleAsync(new(_run, "Tone", "5 is what you would send", reviewers, new(filter, candidate, null, sample, seed)), Cleo, Now);
        Assert.True(created.IsOk, created.Error?.Message);
        return created.Value;
    }

    private async Task<List<long>> CellsOfAsync(string key)
    {
        var id = LabelQueue.ParseKey(key);
        await using var context = _world.Open();
        return await context.LabelItems.Where(item => item.QueueId == id).OrderBy(item => item.Position).Select(item => item.CellId).ToListAsync(Now);
    }

    // The world's own clock runs; what holds a reservation is the clock of the one who takes.
    private async Task<int?> TakeAsync(string key, Actor actor, int? after = null)
    {
        var taken = await new TakeLabelItem(Contexts, _clock).HandleAsync(new(key, after), actor, Now);
        Assert.True(taken.IsOk, taken.Error?.Message);
        return taken.Value.Number;
    }

    private Task<Result<GiveLabel.Given>> GiveAsync(string key, int number, Actor actor, bool pass) =>
        new GiveLabel(Contexts, _world.Get<OpsConsole.Core.Features.Audit.IAuditLog>(), _world.Get<ChangeFeed>(), _clock).HandleAsync(new(key, number, pass, null, null), actor, Now);

    private IDbContextFactory<OpsConsole.Core.Data.OpsDbContext> Contexts => _world.Get<IDbContextFactory<OpsConsole.Core.Data.OpsDbContext>>();

    private async Task<GetLabelQueue.Details> GetAsync(string key, Actor actor) => (await _world.Get<GetLabelQueue>().HandleAsync(key, actor, Now)).Value;
}
