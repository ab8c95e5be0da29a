namespace OpsConsole.Core.Features.Comparisons;

/// <summary>A comparison as one reader asked for it: what is known of it now, and word when more is.</summary>
public sealed class RunningComparison
{
    private readonly ComparisonWork _work;
    private readonly string _href;
    private readonly double _margin;

    internal RunningComparison(ComparisonWork work, string href, double margin)
    {
        (_work, _href, _margin) = (work, href, margin);
        Completed = work.Completed;
    }

    /// <summary>Ends when nothing more is to be computed.</summary>
    public Task Completed { get; }

    /// <summary>What is known by now; complete in the end.</summary>
    public ComparisonReport Report
    {
        get
        {
            var report = _work.Report;
            return report with { Href = _href, Routing = RoutingRule.Advise(report, _work.Best, _work.AgainstBest, _margin) };
        }
    }

    /// <summary>Calls the handler when more is known, from another thread, until disposed.</summary>
    public IDisposable OnAdvance(Action handler)
    {
        _work.Advanced += handler;
        return new Listening(() => _work.Advanced -= handler);
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
