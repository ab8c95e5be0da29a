using OpsConsole.Core.Features.People;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.People;

public sealed class RecordVisitTests : IDisposable
{
    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Visit_WithinTheHour_ContinuesAndALaterOneTellsOfTheOneBefore()
    {
        Assert.Null(await VisitAsync());
        _console.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Null(await VisitAsync());
        var last = _console.Clock.GetUtcNow().UtcDateTime;

        _console.Clock.Advance(TimeSpan.FromHours(16));
        Assert.Equal(last, await VisitAsync());
        _console.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(last, await VisitAsync());
    }

    [Fact]
    public async Task Visit_ByAServiceOrWithoutAPermission_IsNotKept()
    {
        Assert.Null((await _console.Get<RecordVisit>().HandleAsync(Core.Common.Actor.System("job"), TestContext.Current.CancellationToken)).Value.PreviousAt);
        Assert.Equal("auth.denied", (await _console.Get<RecordVisit>().HandleAsync(TestConsole.Nobody, TestContext.Current.CancellationToken)).Error?.Code);
        using var context = _console.Database.CreateDbContext();
        Assert.Empty(context.People);
    }

    private async Task<DateTime?> VisitAsync() =>
        (await _console.Get<RecordVisit>().HandleAsync(TestConsole.Engineer, TestContext.Current.CancellationToken)).Value.PreviousAt;
}
