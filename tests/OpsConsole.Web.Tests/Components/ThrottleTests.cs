using Microsoft.Extensions.Time.Testing;
using OpsConsole.Web.Components;
using Xunit;

namespace OpsConsole.Web.Tests.Components;

public sealed class ThrottleTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _runs;

    [Fact]
    public void Signal_ManyWithinOneInterval_RunsAtOnceAndOnceMoreAfterIt()
    {
        using var throttle = Make();
        for (var signal = 0; signal < 10; signal++)
            throttle.Signal();
        Assert.Equal(1, _runs);

        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(2, _runs);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _runs);
    }

    [Fact]
    public void Signal_AfterARest_RunsAtOnce()
    {
        using var throttle = Make();
        throttle.Signal();
        _clock.Advance(TimeSpan.FromSeconds(1));
        throttle.Signal();

        Assert.Equal(2, _runs);
    }

    [Fact]
    public void Dispose_WithASignalWaiting_RunsNoMore()
    {
        var throttle = Make();
        throttle.Signal();
        throttle.Signal();
        throttle.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(1, _runs);
    }

    private Throttle Make() => new(_clock, TimeSpan.FromMilliseconds(500), () =>
    {
        _runs++;
        return Task.CompletedTask;
    });
}
