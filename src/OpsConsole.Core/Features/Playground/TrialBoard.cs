namespace OpsConsole.Core.Features.Playground;

/// <summary>The answers of one trial while they come, side by side. Whoever watches is told of every piece and decides how often to look.</summary>
public sealed class TrialBoard : IDisposable
{
    private readonly Action? _changed;

    /// <param name="changed">Called from the calls' threads, often; must be quick and must not throw.</param>
    public TrialBoard(int lanes, TimeProvider clock, Action? changed = null)
    {
        (Clock, _changed) = (clock, changed);
        Lanes = [.. Enumerable.Range(0, lanes).Select(position => new TrialLane(this, position))];
    }

    public IReadOnlyList<TrialLane> Lanes { get; }

    internal TimeProvider Clock { get; }

    public void StopAll()
    {
        foreach (var lane in Lanes)
            lane.Stop();
    }

    public void Dispose()
    {
        foreach (var lane in Lanes)
            lane.Dispose();
    }

    internal void Tell() => _changed?.Invoke();
}
